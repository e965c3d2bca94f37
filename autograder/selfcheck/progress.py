"""How far a student is: points by exercise, a bar for each chapter, and the honest sentence about hidden cases."""

from __future__ import annotations

import locale
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
_NEXT = {
    "en": "Next: {exercise}. Edit assignments/{chapter}/{entry}.py, then: pytest assignments/{chapter}/test_{entry}.py",
    "ja": "次は {exercise} です。assignments/{chapter}/{entry}.py を編集し、"
    "pytest assignments/{chapter}/test_{entry}.py を実行しましょう。",
}
_DONE = {
    "en": "Every public case passes. Hand in.",
    "ja": "公開ケースはすべて通りました。提出しましょう。",
}
_TRAINING = {
    "en": "Trainings are not part of this: {commands}.",
    "ja": "学習を伴うケースは含まれていません: {commands}",
}
_NOTEBOOKS = {
    "en": "From notebooks, as saved: {exercises}.",
    "ja": "ノートブック（保存された内容）から: {exercises}",
}
_NOT_STARTED = {"en": "not started", "ja": "未着手"}
_PUBLIC = {"en": "public points", "ja": "点（公開ケース）"}


def own_language() -> str:
    """The language of the machine, if messages are written in it; or English."""
    return "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"


def next_step(sittings: Sequence[Sitting], language: str) -> str:
    """The exercise to go on with: the first that was begun, or else the first that was not, and the command for it."""
    ordered = sorted(sittings, key=_place)
    open_ones = [sitting for sitting in ordered if sitting.points() < _possible(sitting)]
    if not open_ones:
        return _DONE[language]
    begun = [sitting for sitting in open_ones if not sitting.not_started]
    exercise = (begun or open_ones)[0].cases.exercise
    chapter, _, entry = exercise.partition(".")
    return _NEXT[language].format(exercise=exercise, chapter=chapter, entry=entry)


def chapter_lines(sittings: Sequence[Sitting], language: str) -> Iterator[tuple[str, str]]:
    """Lines of the summary, each with a colour or ""."""
    ordered = sorted(sittings, key=_place)
    for chapter, group in groupby(ordered, key=_chapter):
        members = list(group)
        width = max(len(sitting.cases.exercise) for sitting in members)
        for sitting in members:
            yield _exercise_line(sitting, width, language)
        earned, possible = sum(s.points() for s in members), sum(_possible(s) for s in members)
        filled = round(BAR * earned / possible) if possible else 0
        yield f"{chapter} [{'#' * filled}{'.' * (BAR - filled)}] {earned / (possible or 1):4.0%}", ""
    left_out = [sitting for sitting in ordered if len(sitting.asked) < len(sitting.cases.cases)]
    if left_out:
        commands = ", ".join(training_command(sitting) for sitting in left_out)
        yield _TRAINING[language].format(commands=commands), ""
    notebooks = [sitting for sitting in ordered if sitting.handed.path.endswith(".ipynb")]
    if notebooks:
        exercises = ", ".join(f"{sitting.cases.exercise} ({sitting.handed.path})" for sitting in notebooks)
        yield _NOTEBOOKS[language].format(exercises=exercises), ""
    yield honest_sentence(ordered, language), ""


def honest_sentence(sittings: Sequence[Sitting], language: str) -> str:
    """How many points the public cases decide, and how many the hidden ones."""
    public, everything = sum(map(_public, sittings)), sum(sitting.cases.points for sitting in sittings)
    return _HONEST[language].format(public=public, all=everything, rest=everything - public)


def training_command(sitting: Sitting) -> str:
    """What to run for the trainings that were left out."""
    exercise = sitting.cases.exercise
    if sitting.in_cells:
        return f'check("{exercise}", trainings=True)'
    return f"pytest -m {exercise.replace('.', '_')}"


def _place(sitting: Sitting) -> tuple[str, int]:
    return _chapter(sitting), sitting.cases.position


def _chapter(sitting: Sitting) -> str:
    return sitting.cases.exercise.partition(".")[0]


def _possible(sitting: Sitting) -> float:
    return sitting.possible()


def _public(sitting: Sitting) -> float:
    return sum(case.points for case in sitting.cases.cases)


def _exercise_line(sitting: Sitting, width: int, language: str) -> tuple[str, str]:
    earned, possible = sitting.points(), _possible(sitting)
    told = _NOT_STARTED[language] if sitting.not_started else f"{earned:g} / {possible:g} {_PUBLIC[language]}"
    colour = "green" if earned == possible else "yellow" if sitting.not_started else "red"
    return f"{sitting.cases.exercise:<{width}}  {told:<27} {sitting.cases.title[language]}", colour
