"""Grades are stored, replaced and found again; what cannot be stored is said in words."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.gradebook import Gradebook, GradebookError
from autograder.grading import CaseGrade, Grade
from autograder.judge.messages import Finding
from autograder.judge.verdict import Status


def grade(student: str = "ann", status: Status = Status.passed, **changes: Any) -> Grade:
    """A grade with one case."""
    finding = None if status is Status.passed else Finding("values", {"where": "h", "wrong": 1})
    case = CaseGrade("a_case", status, 1.0 if status is Status.passed else 0.0, 1.0, False, finding)
    made = Grade(student, "ch1.x", "cpu", status, case.points, 1.0, None, (case,), "ch1/x.py", "file1", "paper1")
    return msgspec.structs.replace(made, **changes)


@dataclass(frozen=True)
class Place:
    """A database file."""

    path: Path

    @property
    def url(self) -> str:
        """Its URL."""
        return f"sqlite:///{self.path}"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where the gradebook of a test lies."""
    return Place(tmp_path / "grades.db")


@pytest.fixture
def book(place: Place) -> Iterator[Gradebook]:
    """An empty gradebook of the engine's version 1."""
    book = Gradebook(place.url, "1")
    yield book
    book.close()


def test_what_was_written_is_read(book: Gradebook) -> None:
    """A grade comes back equal, with its cases and findings, in order of exercise and device; others do not."""
    grades = [
        grade(mistake="swapped", status=Status.wrong),
        grade(device="cuda"),
        grade(exercise="ch2.a"),
        grade("bob"),
    ]
    book.write(list(reversed(grades)), [("bob", ["a note"]), ("ann", [])])
    assert list(book.grades_of("ann")) == grades[:3]
    assert book.students() == [("ann", []), ("bob", ["a note"])]
    assert list(book.grades_of("eve")) == []


def test_names_of_any_kind(book: Gradebook) -> None:
    """Quotes, percent signs and Japanese are names like others."""
    names = ["'; DROP TABLE grades; --", "100% 山田", 'a\\b"c', ""]
    book.write([grade(name) for name in names], [(name, [name]) for name in names])
    assert sorted(name for name, _ in book.students()) == sorted(names)
    assert [grade.student for name in names for grade in book.grades_of(name)] == names


@pytest.mark.parametrize("status", list(Status))
def test_what_is_settled(book: Gradebook, status: Status) -> None:
    """Everything but what is ungraded or was not run need not be graded again."""
    book.write([grade(status=status)])
    key = ("ann", "ch1.x", "cpu", "file1", "paper1")
    assert book.settled() == (set() if status in (Status.ungraded, Status.not_run) else {key})


def test_another_engine_settles_nothing(book: Gradebook, place: Place) -> None:
    """Grades of another version of the engine are made again."""
    book.write([grade()])
    other = Gradebook(place.url, "2")
    assert other.settled() == set() and len(book.settled()) == 1
    other.close()


def test_a_later_grade_replaces_the_earlier(book: Gradebook) -> None:
    """There is one row for each student, exercise and device: the last one written; notes too."""
    book.write([grade(status=Status.ungraded), grade(device="cuda")], [("ann", ["old"])])
    book.write([grade(submission_digest="file2")], [("ann", ["new"])])
    assert [(g.device, g.status, g.submission_digest) for g in book.grades_of("ann")] == [
        ("cpu", Status.passed, "file2"),
        ("cuda", Status.passed, "file1"),
    ]
    assert book.students() == [("ann", ["new"])]


def test_all_or_nothing(book: Gradebook) -> None:
    """Where one grade cannot be stored, none of the same writing is, and what was there stays."""
    book.write([grade(status=Status.wrong)])
    with pytest.raises(GradebookError, match="cannot be stored"):
        book.write([grade(), grade("bob"), grade("bob")], [("bob", [])])
    assert [g.status for g in book.grades_of("ann")] == [Status.wrong]
    assert book.students() == [] and list(book.grades_of("bob")) == []


URLS = [
    "nonsense",
    "",
    "nosuch://host/db",
    "sqlite:////no/such/folder/grades.db",
    "sqlite:////dev/full",
    "postgresql://user:hunter2@host:port/db",
    "oracle://user:hunter2@host/db",
]


@pytest.mark.parametrize("url", URLS)
def test_bad_urls(url: str) -> None:
    """A database that cannot be opened is an error that names it, without its password."""
    with pytest.raises(GradebookError, match="cannot be opened") as caught:
        Gradebook(url, "1")
    assert "hunter2" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_that_is_no_database(place: Place) -> None:
    """Any other file is left as it is."""
    place.path.write_bytes(b"student,points\nann,3\n" * 99)
    with pytest.raises(GradebookError, match="not a database"):
        Gradebook(place.url, "1")
    assert place.path.read_bytes().startswith(b"student,points")


def test_a_table_of_another_kind(place: Place) -> None:
    """A database whose tables are not ours is reported when it is read, not with a traceback of the library."""
    connection = sqlite3.connect(place.path)
    connection.execute("CREATE TABLE grades (student TEXT)")
    connection.commit()
    connection.close()
    book = Gradebook(place.url, "1")
    for read in (book.settled, lambda: list(book.grades_of("ann"))):
        with pytest.raises(GradebookError, match="cannot be read"):
            read()
    book.close()


def test_grades_of_another_form(book: Gradebook, place: Place) -> None:
    """A stored grade that lacks a field is reported."""
    book.write([grade()])
    connection = sqlite3.connect(place.path)
    connection.execute("""UPDATE grades SET grade = '{"student": "ann"}'""")
    connection.commit()
    connection.close()
    with pytest.raises(GradebookError, match="cannot be read"):
        list(book.grades_of("ann"))


FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from test_gradebook import grade
from autograder.gradebook import Gradebook, GradebookError
book = Gradebook(sys.argv[1], "1")
book.write([grade("first")])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    for i in range(200):
        book.write([grade(f"{i} {j}") for j in range(50)])
except GradebookError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk(place: Place) -> None:
    """When the disk is full an error says so, and every grade that was stored before can still be read."""
    run = [sys.executable, "-c", FULL, place.url, str(Path(__file__).parent)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": ""})
    assert "grades cannot be stored" in done.stdout and done.stderr == ""
    book = Gradebook(place.url, "1")
    assert [g.status for g in book.grades_of("first")] == [Status.passed]
    assert len(book.settled()) % 50 == 1
    book.close()
