"""What the judge knows of a case before any answer is there."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from autograder.judge.answer import Answer
from autograder.judge.diagnose import Seen
from autograder.judge.fingerprints import Fingerprint, differences, fingerprint
from autograder.judge.goals import Target


class Kept(msgspec.Struct, frozen=True):
    """One of the results that a probe keeps: the number of the call that made it, from 1, and names of its parts."""

    call: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What the judge knows of a case.

    Attributes:
        expected: the oracle's answer, with the dtype and device that the student's should have.
        fingerprints: how each known mistake's answer differs from the expected one, by the mistake's name.
        called: the call in words; shown to students of public cases only.
        kept: the results that the answer holds.
        watching: the code of the finding where an argument is not as expected: "changed", "shared", or "contents" where
            the call is to change it.
        probe: the name of the probe whose answer is judged; "" stands for the case's own name.
        target: the goal of a run; `expected` then only tells the structure of the results.
    """

    name: str
    says: str
    points: float
    public: bool
    tolerance: float
    expected: Answer
    fingerprints: Mapping[str, Fingerprint]
    called: str
    kept: tuple[Kept, ...]
    watching: str
    probe: str = ""
    target: Target | None = None

    @property
    def asked(self) -> str:
        """The name of the probe whose answer is judged."""
        return self.probe or self.name

    @functools.cached_property
    def right(self) -> Fingerprint:
        """The fingerprint of the expected answer."""
        return fingerprint(self.expected)

    def seen(self, answer: Answer) -> Seen:
        """What diagnosis needs of an answer."""
        mine = differences(fingerprint(answer), self.right, self.tolerance)
        return Seen(mine, self.fingerprints, self.tolerance, answer.raised is not None)

    def name_of(self, path: str) -> str:
        """How a sentence calls the result at `path`."""
        place, *keys = path.split(".")
        result = self.kept[int(place)] if place and int(place) < len(self.kept) else Kept(0, ())
        base = "the result"
        if len(result.names) == 1:
            base = result.names[0]
        elif keys and keys[0].isdecimal() and int(keys[0]) < len(result.names):
            base = result.names[int(keys.pop(0))]
        text = base + "".join(f"[{key}]" for key in keys)
        return f"{text} of call {result.call}" if len(self.kept) > 1 and result.call else text
