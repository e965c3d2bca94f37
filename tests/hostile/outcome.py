"""What happened when a hostile submission was graded, and whether it won: facts seen from outside, not its word."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ATTACKS = Path(__file__).parents[1] / "attacks"
FAMILIES = ("steal", "read", "forge", "exhaust", "escape", "persist")
FEEL = Path(__file__).with_name("feel.py").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Attack:
    """A hostile submission: the exercise that it is handed in for, and the points its honest part deserves."""

    name: str
    text: str
    exercise: str
    deserves: float

    @property
    def family(self) -> str:
        """Its folder."""
        return self.name.partition("/")[0]


@dataclass
class Happened:
    """What is known of one attack: its points, all that it wrote, what the neighbour got and felt, what was seen
    outside (`traces`), and what became of the grader (`failed`)."""

    points: float = 0.0
    written: bytes = b""
    neighbour: float = 0.0
    felt: str = ""
    traces: list[str] = field(default_factory=list)
    failed: str = ""


def read(path: Path) -> Attack:
    """The attack in a file of `ATTACKS`."""
    text = path.read_text(encoding="utf-8")
    exercise = re.search(r'^EXERCISE = "(.*)"$', text, re.MULTILINE)
    deserves = re.search(r"^DESERVES = ([0-9.]+)$", text, re.MULTILINE)
    name = f"{path.parent.name}/{path.stem}"
    return Attack(name, text, exercise[1] if exercise else "ch2.lstm_cell", float(deserves[1]) if deserves else 0.0)


def all_of(*families: str) -> list[Attack]:
    """The attacks of these families, by name."""
    return [read(path) for family in families for path in sorted((ATTACKS / family).glob("*.py"))]


def felt_in(log: bytes) -> str:
    """What the neighbour wrote down of its surroundings; the last word counts."""
    lines = [line for line in log.decode(errors="replace").splitlines() if line.startswith("FELT ")]
    return lines[-1] if lines else ""


def won(attack: Attack, happened: Happened, tokens: Mapping[str, str], possible: float, usual: str) -> str:
    """What the attack won, in a sentence, or "". `possible`: the neighbour's full marks; `usual`: what it feels when
    nobody attacked."""
    if happened.failed:
        return f"the grader failed: {happened.failed}"
    if happened.points > attack.deserves:
        return f"it got {happened.points:g} points and deserves {attack.deserves:g}"
    for kind, token in tokens.items():
        if token.encode() in happened.written:
            return f"it read the token in: {kind}"
    if happened.traces:
        return happened.traces[0]
    if happened.neighbour != possible:
        return f"the neighbour got {happened.neighbour:g} of {possible:g} points"
    if happened.felt != usual:
        return f"the neighbour felt it: {_difference(happened.felt, usual)}"
    return ""


def _difference(felt: str, usual: str) -> str:
    try:
        now, before = (json.loads(line.removeprefix("FELT ")) for line in (felt, usual))
    except ValueError:
        return felt[:200]
    changed = [name for name in before if now.get(name) != before[name]]
    return "; ".join(f"{name} {before[name]} → {now.get(name)}"[:300] for name in changed)
