"""A gradebook to files: ``grades.csv`` and ``grades.json``. Written aside and renamed, so never half."""

from __future__ import annotations

import csv
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from autograder.gradebook import Gradebook
from autograder.judge.messages import Example
from autograder.report.summary import StudentResult, student_result

SCHEMA = "unrolled.grades/1"
#: Takes students one by one: several reports are written in one pass over the grades, since reading them takes longest.
Report = Callable[[StudentResult], object]


class CaseInfo(msgspec.Struct, frozen=True):
    """A case of an exercise, as `grades.json` lists it."""

    case: str
    says: str
    points: float
    public: bool


class MistakeInfo(msgspec.Struct, frozen=True):
    """A known mistake and its hints, with an example to calculate by hand where there is a small one."""

    mistake: str
    hint: str
    hint_ja: str
    example: Example | None = None


class ExerciseInfo(msgspec.Struct, frozen=True):
    """An exercise, as `grades.json` lists it."""

    exercise: str
    title: str
    title_ja: str
    possible: float
    paper_digest: str
    cases: list[CaseInfo]
    mistakes: list[MistakeInfo]
    forbidden: list[str]


class Setting(msgspec.Struct, frozen=True):
    """What it takes to repeat the grades. `confinement` is the level that `autograder doctor` explains."""

    engine: str
    torch: str
    seed_id: str
    confinement: str
    devices: list[str]


class GradesFile(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """The whole of `grades.json`; docs/grades.schema.json is made from this."""

    schema_: str
    setting: Setting
    exercises: list[ExerciseInfo]
    students: list[StudentResult]


def results(book: Gradebook, exercises: Sequence[str]) -> Iterator[StudentResult]:
    """Every student of the gradebook, one at a time."""
    for student, notes in book.students():
        yield student_result(student, book.grades_of(student), exercises, notes)


@contextmanager
def csv_file(path: Path, exercises: Sequence[str]) -> Iterator[Report]:
    """One row a student: ``student``, a column for each exercise, ``total``, ``possible``; what is unknown is empty."""
    with _replacing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["student", *exercises, "total", "possible"])

        def add(result: StudentResult) -> None:
            points = {entry.exercise: entry.points for entry in result.exercises}
            cells = [_number(points.get(exercise)) for exercise in exercises]
            writer.writerow([_inert(result.student), *cells, _number(result.total), _number(result.possible)])

        yield add


def _number(points: float | None) -> str:
    return "" if points is None else f"{points:g}"


def _inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(tuple("=+-@＝＋－＠\t\r\n")) else text  # full-width signs count in Japan


@contextmanager
def json_file(path: Path, exercises: Sequence[ExerciseInfo], setting: Setting) -> Iterator[Report]:
    """`GradesFile`, written student by student: the same grades give the same bytes."""
    head = msgspec.json.encode({"schema": SCHEMA, "setting": setting, "exercises": exercises})
    separators = itertools.chain(["\n"], itertools.repeat(",\n"))
    with _replacing(path) as file:
        file.write(head[:-1].decode() + ',"students":[')
        yield lambda result: file.write(next(separators) + msgspec.json.encode(result).decode())
        file.write("\n]}\n")


@contextmanager
def _replacing(path: Path) -> Iterator[IO[str]]:
    """A file that appears under its name when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    with open(aside, "w", encoding="utf-8", newline="") as file:
        yield file
    os.replace(aside, path)
