"""Lines of the student's own file: findings name them by number, sentences quote them, notebooks have them in cells."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder.judge.verdict import Verdict


def with_source(verdict: Verdict, source: bytes) -> Verdict:
    """The verdict with the lines of the student's file that its finding names, so that the sentence can quote them."""
    finding = verdict.finding
    if finding is None or "source" not in finding.facts:
        return verdict
    text = source.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")  # as Python counts them; str.splitlines knows more ends of lines
    facts = {**finding.facts, "source": _quoted(lines, finding.facts["line"])}
    if "made" in facts:
        facts["made_source"] = _quoted(lines, facts["made"])
    return Verdict(verdict.status, msgspec.structs.replace(finding, facts=facts))


def _quoted(lines: Sequence[str], number: str | int) -> str:
    line = lines[int(number) - 1].strip()[:100] if 0 < int(number) <= len(lines) else ""
    line = "".join(character if character.isprintable() else "\ufffd" for character in line)
    return f": {line}" if line else ""


def in_cells(verdict: Verdict, places: Sequence[tuple[str, int]]) -> Verdict:
    """The verdict on code from a notebook: its finding names cells and the lines there. `places` tells them for each
    line of the code."""
    finding = verdict.finding
    if finding is None:
        return verdict
    facts = dict(finding.facts)
    for named, of in (("line", "cell"), ("made", "made_cell")):
        number = facts.get(named)
        if isinstance(number, int) and 0 < number <= len(places):
            facts[of], facts[named] = places[number - 1]
    return Verdict(verdict.status, msgspec.structs.replace(finding, facts=facts))
