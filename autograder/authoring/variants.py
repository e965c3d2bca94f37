"""Programs kept as test data: right answers in many styles, and known mistakes as students write them.

``tests/rewrites/ch2/lstm_cell/*.py`` are files that deserve full marks. ``tests/slips/ch2/lstm_cell.toml`` has, for
each known mistake, what to replace in the model solution so that it makes the mistake.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import msgspec

from autograder.course import Course, entry_of, inner_path
from autograder.exercise import CourseError
from autograder.judge.answer import Answer, read_document
from autograder.questions import Paper
from autograder.worker.drive import drive
from autograder.worker.load import load


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to make a known mistake: texts of the model solution, each found in it once, and what stands there
    instead; or, where that would be most of it, the whole file."""

    replace: tuple[tuple[str, str], ...] = ()
    code: str = ""


def rewrites(course: Course, name: str) -> dict[str, bytes]:
    """The right answers that are kept for an exercise, by style."""
    folder = course.root / "tests" / "rewrites" / inner_path(name)
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.py"))}


def slips(course: Course, name: str) -> dict[str, Slip]:
    """The slips that are kept for an exercise, by name: that of the mistake, with ``-2`` for a second way to make it.
    Raises CourseError."""
    path = course.root / "tests" / "slips" / f"{inner_path(name)}.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        found = msgspec.convert(document, dict[str, Slip])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CourseError(f"{path}: {error}") from error
    known = {mistake.name for mistake in course[name].mistakes}
    unknown = [slip for slip in found if mistake_of(slip) not in known]
    if unknown:
        raise CourseError(f"{path}: no known mistake is called {', '.join(unknown)}")
    return found


def mistake_of(slip: str) -> str:
    """The mistake that a slip of this name makes."""
    return slip.partition("-")[0]


def applied(code: str, slip: Slip) -> str | None:
    """The code with the slip made; None if a text is not there once."""
    code = slip.code or code
    for old, new in slip.replace:
        if code.count(old) != 1:
            return None
        code = code.replace(old, new)
    return code


def answers_here(paper: Paper, source: bytes) -> Mapping[str, Answer]:
    """The answers of a program of our own, in this process, to the probes that have a right answer."""
    names = load(source, entry_of(paper.exercise), ())
    asked = dict.fromkeys(question.asked for question in paper.questions if question.target is None)
    return {
        probe: read_document(*drive(names, paper.probes[probe], paper.arrays, "cpu", paper.dtypes[probe]))
        for probe in asked
    }
