"""CSV for spreadsheets and JSON for programs: complete, repeatable, harmless."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.gradebook import Gradebook, GradebookError
from autograder.grading import CaseGrade, Grade
from autograder.intake.submission import shown
from autograder.judge.messages import Finding
from autograder.judge.verdict import Status
from autograder.report.exports import (
    CaseInfo,
    ExerciseInfo,
    GradesFile,
    MistakeInfo,
    Setting,
    _inert,
    _replacing,
    csv_file,
    json_file,
    results,
)

INFOS = [
    ExerciseInfo(
        name, "Title", "題", 2.0, "p", [CaseInfo("a", "says", 2.0, False)], [MistakeInfo("m", "hint", "ヒント")], []
    )
    for name in ("ch1.x", "ch2.y")
]
NAMES = [info.exercise for info in INFOS]
SETTING = Setting("1", "2.13", "seed", "level 3", ["cpu"])


def grade(student: str, status: Status = Status.passed, exercise: str = "ch1.x") -> Grade:
    """A grade with one case of two points."""
    facts: dict[str, str | int] = {
        "where": "h",
        "wrong": 1,
        "of": 2,
        "first": "[0]",
        "got": "nan",
        "expected": "inf",
        "kind": "nan",
    }
    finding = None if status is Status.passed else Finding("values", facts)
    finding = Finding("ungraded", {"detail": "disk"}) if status is Status.ungraded else finding
    points = 2.0 if status is Status.passed else 0.0
    case = CaseGrade("a", status, points, 2.0, False, finding)
    return Grade(student, exercise, "cpu", status, points, 2.0, None, (case,), "x.py", "f", "p")


STUDENTS = ["ann", "=cmd|' /C calc'!A0", 'a,"b"', "山田", "zoe"]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    """A small class: all right, all wrong, odd names, and somebody ungraded."""
    book = Gradebook(f"sqlite:///{tmp_path / 'grades.db'}", "1")
    grades = [grade(name) for name in STUDENTS] + [
        grade("ann", Status.wrong, "ch2.y"),
        grade("zoe", Status.ungraded, "ch2.y"),
    ]
    book.write(grades, [(name, ["note"]) for name in STUDENTS])
    yield book
    book.close()


def write_table(path: Path, book: Gradebook) -> None:
    """Write the CSV file of a gradebook."""
    with csv_file(path, NAMES) as add:
        for result in results(book, NAMES):
            add(result)


def write_document(path: Path, book: Gradebook) -> None:
    """Write the JSON file of a gradebook."""
    with json_file(path, INFOS, SETTING) as add:
        for result in results(book, NAMES):
            add(result)


def rows(path: Path) -> list[list[str]]:
    """The cells of a CSV file."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_csv(book: Gradebook, tmp_path: Path) -> None:
    """A row for each student, in order of name; what is not known or not there is empty."""
    write_table(tmp_path / "out" / "grades.csv", book)
    head, *body = rows(tmp_path / "out" / "grades.csv")
    assert head == ["student", "ch1.x", "ch2.y", "total", "possible"]
    assert body == [
        ["'=cmd|' /C calc'!A0", "2", "", "2", "2"],
        ['a,"b"', "2", "", "2", "2"],
        ["ann", "2", "0", "2", "4"],
        ["zoe", "2", "", "", "4"],
        ["山田", "2", "", "2", "2"],
    ]


@given(st.text(max_size=6) | st.builds(str.__add__, st.sampled_from("=+-@＝＋－＠\t\r\n'\""), st.text(max_size=4)))
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever a student is called, no spreadsheet takes the cell for a formula, and the name can be read in it."""
    for cell in (_inert(text), _inert(shown(text))):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert _inert(text).endswith(text)


def no_constants(name: str) -> Any:
    """JSON has no NaN and no infinities."""
    raise AssertionError(name)


def test_json(book: Gradebook, tmp_path: Path) -> None:
    """The file is standard JSON of the form that is documented, and tells what the gradebook holds."""
    path = tmp_path / "grades.json"
    write_document(path, book)
    document = json.loads(path.read_text(encoding="utf-8"), parse_constant=no_constants)
    assert list(document) == ["schema", "setting", "exercises", "students"]
    read = msgspec.json.decode(path.read_bytes(), type=GradesFile, strict=True)
    assert (read.schema_, read.setting, read.exercises) == ("unrolled.grades/1", SETTING, INFOS)
    assert read.students == list(results(book, NAMES))
    assert [student.total for student in read.students] == [2, 2, 2, None, 2]


def test_the_same_grades_give_the_same_bytes(book: Gradebook, tmp_path: Path) -> None:
    """Exports repeat byte for byte, and leave no other file behind."""
    for number in range(2):
        write_table(tmp_path / str(number) / "grades.csv", book)
        write_document(tmp_path / str(number) / "grades.json", book)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / n).iterdir()} for n in "01")
    assert first == second and set(first) == {"grades.csv", "grades.json"}


def test_an_empty_class(tmp_path: Path) -> None:
    """Without students the files are there, and say so."""
    book = Gradebook(f"sqlite:///{tmp_path / 'empty.db'}", "1")
    write_table(tmp_path / "grades.csv", book)
    write_document(tmp_path / "grades.json", book)
    book.close()
    assert len(rows(tmp_path / "grades.csv")) == 1
    assert msgspec.json.decode((tmp_path / "grades.json").read_bytes(), type=GradesFile).students == []


def test_never_half_a_file(tmp_path: Path) -> None:
    """Where writing fails in the middle, the file from before stays."""
    path = tmp_path / "grades.csv"
    path.write_text("before")
    with pytest.raises(GradebookError), _replacing(path) as file:
        file.write("half")
        raise GradebookError
    assert path.read_text() == "before"
