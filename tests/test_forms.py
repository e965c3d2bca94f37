"""One class in every form that students hand in: whatever the form, the marks are the same to the byte."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course, chapter_of, inner_path
from autograder.intake.folders import read_submission, students_in
from autograder.questions import wanted_of

for package in ("nbgrader", "otter"):
    pytest.importorskip(package, reason=f"{package} is not installed: pip install -e '.[notebooks]'")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

ROOT = Path(__file__).parents[1]
SECRET = "the secret of the class in every form\n"
STUDENTS = 30
#: Four of two chapters; FORMS_EXERCISES="ch1.rnn_cell ..." takes others.
EXERCISES = os.environ.get("FORMS_EXERCISES", "ch2.lstm_gates ch2.lstm_cell ch5.make_windows ch5.mape").split()
CHAPTERS = sorted({chapter_of(name) for name in EXERCISES})

#: What each student handed in, by exercise.
Class = Mapping[str, Mapping[str, str]]


def run(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A command of the environment that the tests run in."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "autograder.cli"] if words[0] == "autograder" else [str(words[0])]
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    command += [str(word) for word in words[1:]]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done


@pytest.fixture(scope="module")
def students(course: Course) -> Class:
    """Thirty honest students of the sample class, those with most of the exercises first."""
    wanted = {name: wanted_of(course[name]) for name in EXERCISES}
    folders = {name: path for name, path in students_in(ROOT / "tests" / "class").items() if "hostile" not in name}
    found = {name: _sources(read_submission(name, path, wanted).files) for name, path in folders.items()}
    most = sorted(found, key=lambda name: (-len(found[name]), name))[:STUDENTS]
    return {name: found[name] for name in most}


def _sources(files: Mapping[str, Any]) -> dict[str, str]:
    return {name: handed.source.decode("utf-8-sig", "replace") for name, handed in files.items() if handed.source}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where everything is written."""
    path = tmp_path_factory.mktemp("forms")
    (path / "secret").write_text(SECRET, encoding="ascii")
    return path


def graded(place: Path, form: str) -> dict[str, list[str]]:
    """Grade the folder of a form; each column of grades.csv."""
    chosen = [word for name in EXERCISES for word in ("--exercise", name)]
    run("autograder", "grade", place / form, "--to", place / f"{form}-out", "--seed-file", place / "secret", *chosen)
    return columns(place / f"{form}-out" / "grades.csv")


def columns(path: Path) -> dict[str, list[str]]:
    """The columns of a CSV file, as text."""
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    return {name: [row[i] for row in rows] for i, name in enumerate(head)}


@pytest.fixture(scope="module")
def scripts(students: Class, place: Path) -> dict[str, list[str]]:
    """The marks of the class that handed in scripts."""
    for student, sources in students.items():
        for name, source in sources.items():
            path = place / "scripts" / student / f"{inner_path(name)}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
    return graded(place, "scripts")


def filled_in(notebook: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    """The notebook with a student's answers in the cells that begin with the exercise's name; other answer cells go."""
    cells = []
    for cell in notebook["cells"]:
        first = "".join(cell["source"]).partition("\n")[0].removeprefix("# ")
        if cell["cell_type"] != "code" or first.partition(".")[0] not in CHAPTERS:
            cells.append(cell)
        elif first in sources:
            cells.append({**cell, "source": f"# {first}\n{sources[first]}"})
    return json.dumps({**notebook, "cells": cells})


def test_the_class_has_marks_of_all_kinds(scripts: dict[str, list[str]], students: Class) -> None:
    """Full marks, none, and some in between: a comparison of zeros would prove nothing."""
    assert len(scripts["student"]) == len(students) == STUDENTS
    assert len(set(scripts["total"])) >= 8


def test_as_notebooks(scripts: dict[str, list[str]], students: Class, place: Path) -> None:
    """The chapter notebooks of assignments/, filled in."""
    for chapter in CHAPTERS:
        notebook = json.loads((ROOT / "assignments" / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))
        for student, sources in students.items():
            path = place / "notebooks" / student / f"{chapter}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(filled_in(notebook, sources), encoding="utf-8")
    assert graded(place, "notebooks") == scripts


def test_through_nbgrader(scripts: dict[str, list[str]], students: Class, place: Path) -> None:
    """Generated, handed in, graded with --nbgrader; nbgrader's export has the same totals."""
    theirs = place / "nbgrader"
    run("autograder", "release", "--format", "nbgrader", "--to", theirs)
    for chapter in CHAPTERS:
        run("nbgrader", "generate_assignment", chapter, cwd=theirs)
        notebook = json.loads((theirs / "release" / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))
        for student, sources in students.items():
            path = theirs / "submitted" / student / chapter / f"{chapter}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(filled_in(notebook, sources), encoding="utf-8")
    chosen = [word for name in EXERCISES for word in ("--exercise", name)]
    run("autograder", "grade", "--nbgrader", theirs, "--seed-file", place / "secret", *chosen)
    marks = {chapter: columns(theirs / "unrolled" / chapter / "grades.csv") for chapter in CHAPTERS}
    for name in EXERCISES:
        assert marks[chapter_of(name)][name] == scripts[name], name
    run("nbgrader", "export", cwd=theirs)
    exported = columns(theirs / "grades.csv")
    totals = dict.fromkeys(students, 0.0)
    for student, score in zip(exported["student_id"], exported["score"], strict=True):
        totals[student] += float(score)
    assert totals == {s: float(t) for s, t in zip(scripts["student"], scripts["total"], strict=True)}


def test_through_otter(scripts: dict[str, list[str]], students: Class, place: Path) -> None:
    """The notebooks that `otter assign` makes for students, filled in and packed as `grader.export` does."""
    run("autograder", "release", "--format", "otter", "--to", place / "otter-masters")
    for chapter in CHAPTERS:
        master = place / "otter-masters" / chapter / f"{chapter}.ipynb"
        run("otter", "assign", master, place / "dist" / chapter, "--no-run-tests", cwd=place)
        made = place / "dist" / chapter / "student" / f"{chapter}.ipynb"
        notebook = json.loads(made.read_text(encoding="utf-8"))
        for student, sources in students.items():
            path = place / "otter" / student / f"{chapter}_2026_01_10T12_00_00_000000.zip"
            path.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(f"{chapter}.ipynb", filled_in(notebook, sources))
                archive.writestr(".OTTER_LOG", b"\x80")
    assert graded(place, "otter") == scripts
