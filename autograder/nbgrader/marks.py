"""Marks on their way to nbgrader: one file for each student and assignment, in the folder ``unrolled`` of its course.

nbgrader's own autograding, whoever starts it, takes the marks from these files, so that they survive it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

#: What takes the place of nbgrader's own steps. See `autograder.nbgrader.preprocessor`.
STEPS = [
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.nbgrader.preprocessor.Marks",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
#: Files that nbgrader adds to a submission: they say nothing of the student's work.
_NBGRADERS = {"timestamp.txt", "submission_secret.txt"}


class MarksError(Exception):
    """There are no marks for what was handed in; the message says what to run."""


class Mark(msgspec.Struct, frozen=True):
    """One exercise: its points, None while it is ungraded, a short comment, and the whole feedback as Markdown."""

    exercise: str
    points: float | None
    possible: float
    comment: str
    feedback: str


class StudentMarks(msgspec.Struct, frozen=True):
    """The exercises of one assignment of one student; `digest` identifies the submission that was graded."""

    digest: str
    marks: list[Mark]
    notes: list[str]


def marks_path(course: Path, assignment: str, student: str) -> Path:
    """Where the marks of a student lie."""
    return course / "unrolled" / assignment / "marks" / f"{student}.json"


def digest_of_folder(folder: Path) -> str:
    """Identifies the files of a submission."""
    sha = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in _NBGRADERS):
        sha.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        with open(path, "rb") as file:
            sha.update(hashlib.file_digest(file, "sha256").digest())
    return sha.hexdigest()[:16]


def read_marks(course: Path, assignment: str, student: str, submitted: Path) -> StudentMarks:
    """The marks of what lies in the folder `submitted`. Raises MarksError."""
    path = marks_path(course, assignment, student)
    again = f"run `autograder grade --nbgrader {course}` in the folder of the exercises"
    try:
        marks = msgspec.json.decode(path.read_bytes(), type=StudentMarks)
    except FileNotFoundError:
        raise MarksError(f"{assignment} of {student} has not been graded: {again}") from None
    except (OSError, msgspec.DecodeError) as error:
        raise MarksError(f"{path} is damaged ({error}): {again}") from None
    if marks.digest != digest_of_folder(submitted):
        raise MarksError(f"{assignment} of {student} was handed in again after it was graded: {again}")
    return marks


def test_identity(exercise: str) -> str:
    """nbgrader's name of the cell that carries the points of an exercise: ``check-lstm_cell``."""
    return f"check-{exercise.partition('.')[2]}"
