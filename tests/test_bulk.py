"""A class is graded once, in parallel, and again only where that is needed."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bulk import Tally, grade_all
from autograder.executors import Threads
from autograder.gradebook import Gradebook, GradebookError
from autograder.grading import Desk
from autograder.intake.folders import students_in
from autograder.sandbox.limits import Limits, Run, Sandbox
from autograder.sandbox.limits import Status as RunStatus
from autograder.sandbox.wall import Wall
from autograder.sitting import ATTEMPTS

NAME = "ch1.double"
SOURCES = {
    "ann": "def double(x):\n    return x * 2\n",
    "bob": "def double(x):\n    return x * 3\n",
    "eve": "def double(x):\n    raise NotImplementedError\n",
    "zoe": "",
}


class Counting:
    """A sandbox that counts what it is asked, and how many work at the same time; broken ones answer with a fault."""

    together = 0
    most = 0
    lock = threading.Lock()

    def __init__(self, wall: Wall | None) -> None:
        self._wall = wall
        self.asked = 0

    def run(self, inputs: Sequence[bytes], limits: Limits) -> Run:
        """Pass on, or fail."""
        self.asked += 1
        with Counting.lock:
            Counting.together += 1
            Counting.most = max(Counting.most, Counting.together)
        try:
            broken = Run(RunStatus.sandbox_error, "no memory for a child")
            return broken if self._wall is None else self._wall.run(inputs, limits)
        finally:
            with Counting.lock:
                Counting.together -= 1


@pytest.fixture
def students(tmp_path: Path) -> dict[str, Path]:
    """Four students; zoe handed in nothing that counts."""
    for name, source in SOURCES.items():
        (tmp_path / "class" / name / "ch1").mkdir(parents=True)
        (tmp_path / "class" / name / "ch1" / ("double.py" if source else "other.py")).write_text(source)
    (tmp_path / "class" / "ann" / "double.py").write_text("passed over?")
    return students_in(tmp_path / "class")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    """An empty gradebook."""
    book = Gradebook(f"sqlite:///{tmp_path / 'grades.db'}", "1")
    yield book
    book.close()


def statuses(book: Gradebook) -> dict[str, list[str]]:
    """The statuses of each student's grades."""
    return {student: [grade.status.value for grade in book.grades_of(student)] for student, _ in book.students()}


def grade(
    desk: Desk, students: Mapping[str, Path], book: Gradebook, *walls: Sandbox, devices: Sequence[str] = ("cpu",)
) -> Tally:
    """Grade the class."""
    return grade_all(desk, students, devices, book, Threads(desk, walls), lambda count: None)


ALL = {"ann": ["error"], "bob": ["wrong"], "eve": ["not started"], "zoe": ["not handed in"]}


def test_a_class(desk: Desk, students: dict[str, Path], book: Gradebook, wall: Wall) -> None:
    """Everybody has a grade and the notes on the files; progress is told one by one."""
    told: list[int] = []
    tally = grade_all(desk, students, ["cpu"], book, Threads(desk, [wall]), told.append)
    assert statuses(book) == {**ALL}
    assert (tally.students, tally.graded, tally.kept, told) == (4, 4, 0, [1] * 4)
    assert dict(book.students())["ann"] == [f"{NAME}: double.py counts; ch1/double.py was passed over"]


def test_a_second_run_keeps_what_is_settled(desk: Desk, students: dict[str, Path], book: Gradebook, wall: Wall) -> None:
    """Nothing is run again until the file or the questions change, and then only that."""
    grade(desk, students, book, wall)
    idle = Counting(None)
    tally = grade(desk, students, book, idle)
    assert (tally.graded, tally.kept, idle.asked) == (0, 4, 0)
    (students["ann"] / "double.py").write_text(SOURCES["ann"])
    tally = grade(desk, students, book, wall)
    assert (tally.graded, tally.kept) == (1, 3) and statuses(book) == {**ALL, "ann": ["passed"]}
    tally = grade(replace(desk, digests={NAME: "another"}), students, book, wall)
    assert (tally.graded, tally.kept) == (4, 0)


def test_what_is_ungraded_is_tried_again(desk: Desk, students: dict[str, Path], book: Gradebook, wall: Wall) -> None:
    """A fault of ours is never a zero: after a run without a working sandbox the next one grades."""
    faulty = Counting(None)
    grade(desk, {name: path for name, path in students.items() if name != "ann"}, book, faulty)
    assert statuses(book) == {"bob": ["ungraded"], "eve": ["ungraded"], "zoe": ["not handed in"]}
    assert faulty.asked == 2 * ATTEMPTS
    tally = grade(desk, {name: path for name, path in students.items() if name != "ann"}, book, wall)
    assert (tally.graded, tally.kept) == (2, 1)
    assert statuses(book) == {name: status for name, status in ALL.items() if name != "ann"}


def test_a_missing_device_is_tried_again(desk: Desk, students: dict[str, Path], book: Gradebook, wall: Wall) -> None:
    """What was not run for want of a device is graded once there is one; here it is still missing."""
    for kept in (0, 1):
        tally = grade(desk, {"bob": students["bob"]}, book, wall, devices=("cpu", "cuda"))
        assert statuses(book) == {"bob": ["wrong", "not run"]}
        assert (tally.graded, tally.kept) == (2 - kept, kept)


def test_several_walls(desk: Desk, students: dict[str, Path], book: Gradebook, wall: Wall) -> None:
    """With two sandboxes nobody is graded twice or left out, and never do more work than there are."""
    Counting.most = 0
    for number in range(20):
        shutil.copytree(students["bob"], students["bob"].parent / f"student {number}")
    everybody = students_in(students["bob"].parent)
    tally = grade(desk, everybody, book, Counting(wall), Counting(wall))
    assert tally.students == tally.graded == 24 and Counting.most <= 2
    assert statuses(book) == {**ALL, **{f"student {number}": ["wrong"] for number in range(20)}}


def test_a_gradebook_that_fails(
    desk: Desk, students: dict[str, Path], book: Gradebook, wall: Wall, tmp_path: Path
) -> None:
    """Where grades cannot be stored the run ends with the gradebook's error, and no thread is left behind."""
    with sqlite3.connect(tmp_path / "grades.db") as database:
        database.execute("create trigger full before insert on grades begin select raise(abort, 'full'); end")
    before = threading.active_count()
    with pytest.raises(GradebookError, match="full"):
        grade(desk, students, book, wall)
    assert threading.active_count() == before
