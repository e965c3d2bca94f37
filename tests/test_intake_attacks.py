"""What may not be handed in: each file of tests/attacks/intake hands something in, between two honest neighbours.

All of them go through the command together, since each of them must leave the others alone. An attack says by `TOLD`
what becomes of its students, by `SAID` what they read, by `PASSED_OVER` what the instructor is told is no submission.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from graded import ROOT, SECRET, Run, command, run

from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.intake.submission import shown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

EXERCISE = "ch2.lstm_cell"
NEIGHBOURS = ("aaron", "zoe")
TOKEN = "7f3d2e91c4b8a650"
FILES = sorted((Path(__file__).parent / "attacks" / "intake").glob("*.py"))


def read(path: Path) -> Any:
    """The names of an attack's file."""
    names: dict[str, Any] = {}
    exec(compile(path.read_text(encoding="utf-8"), path.name, "exec"), names)
    return SimpleNamespace(**{name: value for name, value in names.items() if not name.startswith("__")})


ATTACKS = {path.stem: read(path) for path in FILES}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a secret, a file of the host, and a class of two honest students and all attacks."""
    place = tmp_path_factory.mktemp("handed")
    (place / "secret").write_text(SECRET, encoding="ascii")
    (place / "host_file").write_text(f"{TOKEN} = = {TOKEN}\n", encoding="ascii")
    course = Course.find(ROOT)
    code = read_solution(course.solution_file(EXERCISE), EXERCISE).code
    for student in NEIGHBOURS:
        (place / "class" / student / "ch2").mkdir(parents=True)
        (place / "class" / student / "ch2" / "lstm_cell.py").write_text(code, encoding="utf-8")
    for attack in ATTACKS.values():
        attack.hand_in(place / "class")
    return place


def everything(place: Path) -> dict[str, int]:
    """Each file around the class, and in the usual place of an escape, with when it was changed."""
    around = [path for path in place.iterdir() if path.name not in ("class", "out")]
    return {str(path): path.lstat().st_mtime_ns for path in [*around, *Path("/tmp").glob("slipped*"), *ROOT.iterdir()]}


@pytest.fixture(scope="module")
def before(place: Path) -> dict[str, int]:
    """What was there before the run."""
    return everything(place)


@pytest.fixture(scope="module")
def given(place: Path, before: dict[str, int]) -> Iterator[Run]:
    """The whole class, graded once by the command."""
    assert before
    only = ("--exercise", EXERCISE, "--jobs", "2", "--seed-file", str(place / "secret"))
    yield run(command("grade", place / "class", "--to", place / "out", *only), place / "out", PYTHONUTF8="1")
    shutil.rmtree(place / "class", ignore_errors=True)


def test_the_run_ends_as_promised(given: Run) -> None:
    """Everything is graded, so the status is 0; nothing is on stderr."""
    assert (given.done.returncode, given.done.stderr) == (0, ""), given.done.stdout[-2000:] + given.done.stderr[-2000:]


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_the_neighbours_get_their_marks(given: Run, name: str) -> None:
    """Honest students before and after all attacks have full marks."""
    mark = given.marks()[name, EXERCISE]
    assert mark.status == "passed" and mark.points


@pytest.mark.parametrize("name", ATTACKS)
def test_what_became_of_it(given: Run, name: str) -> None:
    """Each student of the attack is there, earns nothing, and is told why."""
    attack, marks = ATTACKS[name], given.marks()
    for student, status in attack.TOLD.items():
        assert marks[shown(student), EXERCISE][:2] == (status, 0), given.reason(shown(student), EXERCISE)
    for student, said in getattr(attack, "SAID", {}).items():
        assert said in given.feedback(student).replace("\\", ""), given.feedback(student)
    for passed in getattr(attack, "PASSED_OVER", ()):
        assert passed in " ".join(given.done.stdout.split()), given.done.stdout[-1500:]


def test_nobody_is_lost_or_made_up(given: Run) -> None:
    """The students of the reports are those who handed something in, once each, with a feedback of their own."""
    right = {*NEIGHBOURS, *(shown(student) for attack in ATTACKS.values() for student in attack.TOLD)}
    assert {student["student"] for student in given.grades["students"]} == right
    assert len(given.grades["students"]) == len(right)
    names = [path.name for path in (given.to / "feedback").iterdir()]
    assert len({name.casefold() for name in names}) == len(right)
    with open(given.to / "grades.csv", encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == len(right) + 1


def test_nothing_was_written_or_read_outside(given: Run, place: Path, before: dict[str, int]) -> None:
    """No file was made, changed or lost around the class, and no text of a file of the host is in any report."""
    assert everything(place) == before
    written = [path for path in given.to.rglob("*") if path.is_file()]
    assert len(written) > len(ATTACKS)
    for path in written:
        assert TOKEN.encode() not in path.read_bytes(), path
        assert b"root:x:0:0" not in path.read_bytes(), path
    assert TOKEN not in given.done.stdout


def test_reports_have_no_control_characters(given: Run) -> None:
    """No name brings an escape, a line or a mark that turns text round into what people read."""
    for path in (given.to / "feedback").iterdir():
        lines = path.read_text(encoding="utf-8").split("\n")
        assert all(line.isprintable() for line in lines), path.name
        assert path.name.isprintable()
    for name in ("grades.csv", "grades.json"):
        assert all(line.isprintable() for line in (given.to / name).read_text(encoding="utf-8").split("\n")), name
    assert all(line.isprintable() for line in given.done.stdout.split("\n"))


def test_the_grader_stays_small(given: Run) -> None:
    """Bombs were not unpacked: no process of the tests so far has taken two gigabytes."""
    assert given.done.returncode == 0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2 << 20


def test_names_that_cannot_be_told_apart(tmp_path: Path) -> None:
    """Two students who are called the same on paper: nobody is graded in the other's place, and it is said who."""
    for name in ("ann\x01", "ann\x02"):
        (tmp_path / "class" / name).mkdir(parents=True)
    given = run(command("grade", tmp_path / "class", "--to", tmp_path / "out"), tmp_path / "out", PYTHONUTF8="1")
    assert given.done.returncode == 2
    assert "more than one submission of ann\ufffd" in given.done.stderr and given.done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_every_kind_is_there() -> None:
    """At least fifteen files, each with a sentence that tells the strategy."""
    assert len(ATTACKS) >= 15
    assert all(path.read_text(encoding="utf-8").startswith('"""') for path in FILES)
