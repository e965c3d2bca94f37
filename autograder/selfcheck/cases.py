"""The file of public cases that lies beside a student's exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from autograder.intake.program import Wanted
from autograder.judge.answer import read_document, read_tree
from autograder.judge.expected import as_asked
from autograder.judge.fingerprints import Fingerprint
from autograder.judge.goals import Target, plain
from autograder.judge.messages import Example
from autograder.judge.question import Kept, Question


class PublicTarget(msgspec.Struct, frozen=True):
    """A public goal; `against` is a node. See `autograder.judge.goals.Target`."""

    measure: str
    of: list[str]
    against: Any
    at_least: float | None
    at_most: float | None
    suspicious: float | None

    def target(self) -> Target:
        """As the judge knows it."""
        against = None if self.against is None else plain(read_tree(self.against))
        return Target(self.measure, tuple(self.of), against, self.at_least, self.at_most, self.suspicious)


class PublicCase(msgspec.Struct, frozen=True, omit_defaults=True):
    """One public case: the probe and the expected answer with their numbers written out.

    Several goals of one run are judged by one answer: they share `asked`, and all but the first have an empty probe.
    """

    name: str
    says: str
    points: float
    dtype: str
    tolerance: float
    called: str
    kept: tuple[Kept, ...]
    watching: str
    probe: dict[str, Any]
    expected: dict[str, Any]
    fingerprints: dict[str, Fingerprint]
    asked: str = ""
    target: PublicTarget | None = None

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
            self.kept,
            self.watching,
            self.asked,
            self.target.target() if self.target else None,
        )


class CaseFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """The public cases of one exercise.

    `points` are those of all cases, hidden ones included; `mistakes` says, by the name of a known mistake and the
    language, what is wrong, and `examples` shows it; `hints` by language are opened one after the other. A `project`
    takes long to check. Of what the stub defines, `names` are graded and `given` are not.
    """

    exercise: str
    title: dict[str, str]
    points: float
    position: int
    forbidden: list[str]
    cases: list[PublicCase]
    mistakes: dict[str, dict[str, str]]
    hints: dict[str, list[str]]
    project: bool = False
    names: list[str] = []
    given: list[str] = []
    examples: dict[str, Example] = {}

    @property
    def wanted(self) -> Wanted:
        """What a submission has to define."""
        return Wanted(frozenset(self.names), frozenset(self.given))

    def asked(self, trainings: bool) -> list[PublicCase]:
        """The cases that are put: all, or all but a project's trainings."""
        return [case for case in self.cases if trainings or not self.project or case.target is None]


def read_case_file(path: Path) -> CaseFile:
    """Read ``cases/x.json``. Raises ValueError, with the path, if it is not what `autograder build` wrote."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=CaseFile)
    except (OSError, msgspec.DecodeError) as error:
        raise ValueError(f"{path} is missing or damaged; unpack the course again ({error})") from error
