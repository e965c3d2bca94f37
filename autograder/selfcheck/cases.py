"""The file of public cases that lies beside a student's exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from autograder.judge.answer import read_document
from autograder.judge.diagnose import Fingerprint
from autograder.judge.expected import as_asked
from autograder.judge.verdict import Question


class PublicCase(msgspec.Struct, frozen=True):
    """One public case: the probe and the expected answer with their numbers written out."""

    name: str
    says: str
    points: float
    dtype: str
    tolerance: float
    called: str
    returns: list[str]
    watching: str
    probe: dict[str, Any]
    expected: dict[str, Any]
    fingerprints: dict[str, Fingerprint]

    def question(self, device: str) -> Question:
        """What the judge needs to know when the case is put on `device`."""
        expected = as_asked(read_document(self.expected), self.dtype, device)
        return Question(
            self.name,
            self.says,
            self.points,
            True,
            self.tolerance,
            expected,
            self.fingerprints,
            self.called,
            tuple(self.returns),
            self.watching,
        )


class CaseFile(msgspec.Struct, frozen=True):
    """The public cases of one exercise.

    `points` are those of all cases, hidden ones included; `mistakes` says, by the name of a known mistake and the
    language, what is wrong; `hints` by language are opened one after the other.
    """

    exercise: str
    title: dict[str, str]
    points: float
    position: int
    forbidden: list[str]
    cases: list[PublicCase]
    mistakes: dict[str, dict[str, str]]
    hints: dict[str, list[str]]


def read_case_file(path: Path) -> CaseFile:
    """Read ``cases/x.json``. Raises ValueError, with the path, if it is not what `autograder build` wrote."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=CaseFile)
    except (OSError, msgspec.DecodeError) as error:
        raise ValueError(f"{path} is missing or damaged; unpack the course again ({error})") from error
