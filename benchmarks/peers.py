"""The other ways to grade the same submissions: a fresh process each, nbgrader, otter-grader."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from classroom import HERE, Classroom
from machine import NOT_INSTALLED, Usage, measure, version
from notebooks import answer_cells, course_cells, filled_in, identity_of, otter_test, write_notebook

#: Comes with nbgrader, takes more than a second to import, and slows otter-grader if both are in one environment.
NOT_OTTERS = ("rfc3987_syntax",)


@dataclass(frozen=True)
class Outcome:
    """What a method did.

    Attributes:
        start: what it uses however few the submissions are; zero where each submission is a command of its own.
        marks: the total of each student.
    """

    method: str
    jobs: int
    submissions: int
    whole: Usage
    start: Usage
    marks: Mapping[str, float]

    @property
    def wall_each(self) -> float:
        """Wall seconds of a submission, start-up left out."""
        return (self.whole.wall - self.start.wall) / self.submissions

    @property
    def cpu_each(self) -> float:
        """CPU seconds of a submission, start-up left out."""
        return (self.whole.cpu - self.start.cpu) / self.submissions


NOTHING = Usage(0.0, 0.0, 0.0, ())


def quotient(few: Usage, count_few: int, many: Usage, count_many: int) -> Usage:
    """What is left of `few` without its submissions, whose cost is the difference quotient."""
    share = count_few / (count_many - count_few)
    cpu, wall = few.cpu - share * (many.cpu - few.cpu), few.wall - share * (many.wall - few.wall)
    return Usage(max(wall, 0.0), max(cpu, 0.0), few.peak_mb, ())


def fresh_processes(room: Classroom, work: Path, jobs: int) -> Outcome:
    """A process for each submission, which imports torch, loads the files and checks the cases."""
    students = list(room.answers)
    commands = [
        [sys.executable, str(HERE / "fresh.py"), str(room.submissions / student), str(room.frozen)]
        for student in students
    ]
    measure(commands[:1])  # files that are read for the first time are nobody's cost
    usage = measure(commands, jobs)
    marks = [sum(json.loads(output.splitlines()[-1]).values()) for output in usage.outputs]
    by_student = dict(zip(students, marks, strict=True))
    return Outcome("fresh process each", jobs, len(students), usage, NOTHING, by_student)


def nbgrader(room: Classroom, work: Path, jobs: int) -> Outcome:
    """One ``nbgrader autograde`` for one student, and one for all others; it knows no jobs."""
    course = work / "nbgrader"
    source = course / "source" / "hw"
    possible = {name: sum(points.values()) for name, points in room.points.items()}
    write_notebook(source / "hw.ipynb", course_cells(possible))
    for file in room.beside_a_notebook():
        shutil.copy(file, source)
    (course / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "bench"\n')
    measure([["nbgrader", "generate_assignment", "hw"]], cwd=course)
    first, *others = room.answers
    for student, answers in room.answers.items():
        to = course / "submitted" / student / "hw" / "hw.ipynb"
        write_notebook(to, filled_in(course / "release" / "hw" / "hw.ipynb", answers))
    few = measure([["nbgrader", "autograde", "hw", f"--student={first}"]], cwd=course)
    many = measure([["nbgrader", "autograde", "hw"]], cwd=course)
    measure([["nbgrader", "export"]], cwd=course)
    with open(course / "grades.csv", encoding="utf-8", newline="") as exported:
        marks = {row["student_id"]: float(row["score"]) for row in csv.DictReader(exported)}
    return Outcome("nbgrader autograde", 1, len(others), many, quotient(few, 1, many, len(others)), marks)


def otter(room: Classroom, work: Path, jobs: int) -> Outcome:
    """An ``otter run`` for each submission, as if nothing but otter-grader were installed beside torch."""
    course = work / "otter"
    (course / "tests").mkdir(parents=True)
    for name, points in room.points.items():
        (course / "tests" / f"{identity_of(name)}.py").write_text(otter_test(name, points), encoding="utf-8")
    files = []
    for file in room.beside_a_notebook():
        shutil.copy(file, course)
        files.append(file.name)
    measure([["otter", "generate", "-t", "tests", "-o", "autograder.zip", *files]], cwd=course)
    (course / "hidden").mkdir()
    for package in NOT_OTTERS:
        (course / "hidden" / f"{package}.py").write_text("raise ImportError('not installed')")
    more = {"PYTHONPATH": str(course / "hidden")}
    commands = []
    for student, answers in room.answers.items():
        notebook = course / student / "hw.ipynb"
        write_notebook(notebook, answer_cells(answers))
        options = ["-a", str(course / "autograder.zip"), "-o", str(notebook.parent), "--no-logo"]
        commands.append(["otter", "run", str(notebook), *options])
    measure(commands[:1], cwd=course, more=more)
    usage = measure(commands, jobs, cwd=course, more=more)
    marks = {student: _otter_total(course / student / "results.json") for student in room.answers}
    return Outcome("otter run", jobs, len(commands), usage, NOTHING, marks)


def _otter_total(path: Path) -> float:
    tests = json.loads(path.read_text(encoding="utf-8"))["tests"]
    return float(sum(test.get("score", 0.0) for test in tests))


Peer = Callable[[Classroom, Path, int], Outcome]

#: Each method with the package that it needs.
PEERS: Sequence[tuple[str, str | None, Peer]] = (
    ("fresh process each", None, fresh_processes),
    ("nbgrader autograde", "nbgrader", nbgrader),
    ("otter run", "otter-grader", otter),
)


def is_installed(package: str | None) -> bool:
    """Whether the package is there."""
    return package is None or version(package) != NOT_INSTALLED
