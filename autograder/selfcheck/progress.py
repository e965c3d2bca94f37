"""How far a student is: points by exercise, a bar for each chapter, and the honest sentence about hidden cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.selfcheck.sitting import Sitting

BAR = 30
_HONEST = {
    "en": "Public cases carry {public:g} of {all:g} points here. Hidden cases decide the other {rest:g}: other"
    " inputs, other sizes, more edges.",
    "ja": "ここでは公開ケースの配点は {all:g} 点中 {public:g} 点です。"
    "残りの {rest:g} 点は非公開ケース（別の入力・別のサイズ・境界条件）で決まります。",
}
_NOT_STARTED = {"en": "not started", "ja": "未着手"}
_PUBLIC = {"en": "public points", "ja": "点（公開ケース）"}


def chapter_lines(sittings: Sequence[Sitting], language: str) -> Iterator[tuple[str, str]]:
    """Lines of the summary, each with a colour or ""."""
    ordered = sorted(sittings, key=lambda sitting: (_chapter(sitting), sitting.cases.position))
    for chapter, group in groupby(ordered, key=_chapter):
        members = list(group)
        width = max(len(sitting.cases.exercise) for sitting in members)
        for sitting in members:
            yield _exercise_line(sitting, width, language)
        earned, possible = sum(s.points() for s in members), sum(_possible(s) for s in members)
        filled = round(BAR * earned / possible) if possible else 0
        yield f"{chapter} [{'#' * filled}{'.' * (BAR - filled)}] {earned / possible:4.0%}", ""
    public, everything = sum(map(_possible, ordered)), sum(sitting.cases.points for sitting in ordered)
    yield _HONEST[language].format(public=public, all=everything, rest=everything - public), ""


def _chapter(sitting: Sitting) -> str:
    return sitting.cases.exercise.partition(".")[0]


def _possible(sitting: Sitting) -> float:
    return sum(case.points for case in sitting.cases.cases)


def _exercise_line(sitting: Sitting, width: int, language: str) -> tuple[str, str]:
    earned, possible = sitting.points(), _possible(sitting)
    not_started = all(verdict.status.value == "not started" for verdict in sitting.verdicts.values())
    told = _NOT_STARTED[language] if not_started else f"{earned:g} / {possible:g} {_PUBLIC[language]}"
    colour = "green" if earned == possible else "yellow" if not_started else "red"
    return f"{sitting.cases.exercise:<{width}}  {told:<24} {sitting.cases.title[language]}", colour
