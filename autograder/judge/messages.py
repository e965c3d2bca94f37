"""Findings, and the sentences that students and instructors read for them, in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from autograder.judge.english import ENGLISH
from autograder.judge.japanese import JAPANESE

WORDING = {"en": ENGLISH, "ja": JAPANESE}
LANGUAGES = tuple(WORDING)


class Finding(msgspec.Struct, frozen=True):
    """What was found, as data: a code of `Wording.sentences` and the facts that its sentence mentions."""

    code: str
    facts: Mapping[str, str | int] = {}


class Example(msgspec.Struct, frozen=True):
    """A small call with its numbers, the right result, and that of a known mistake, as texts."""

    called: str
    expected: str
    mistaken: str


def by_hand(example: Example | None, language: str) -> str:
    """The example in words; "" if there is none."""
    return WORDING[language].by_hand.format_map(msgspec.structs.asdict(example)) if example else ""


def sentence(finding: Finding, language: str, reveal: bool) -> str:
    """The finding in words. With `reveal`, numbers and the student's own messages are shown too (public cases)."""
    words = WORDING[language]
    always, revealed = words.sentences[finding.code]
    facts = {**finding.facts, "place": _place(str(finding.facts.get("cell", "")), language)}
    facts["made_place"] = _place(str(facts.get("made_cell", "")), language)
    if "measure" in facts:
        facts["measure"] = words.measures[str(facts["measure"])]
    if "reason" in facts:
        facts["reason"] = words.not_told[str(facts["reason"])]
    if "what" in facts:
        facts["what"] = words.surroundings[str(facts["what"])]
    text = (always + revealed if reveal else always).format_map(facts)
    if kind := words.kinds.get(str(finding.facts.get("kind", ""))):
        text += f" {kind}"
    if "axis" not in facts:
        return text
    low, high = facts["low"], facts["high"]
    to = " to " if language == "en" else "〜"
    facts["span"] = str(low) if low == high else f"{low}{to}{high}"
    return f"{text} {words.extent.format_map(facts)}"


def _place(cell: str, language: str) -> str:
    """What a line is counted in: the cell of a notebook, or the file."""
    if language == "en":
        return cell or "your file"
    return f"{cell.replace('cell', 'セル')} " if cell else "ファイル"
