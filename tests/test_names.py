"""What an exercise forbids: each file tests/attacks/steal/names_*.py gets round the list of names in another way.

That the attacks are real is shown by grading them where nothing is forbidden: there they earn points.
"""

from __future__ import annotations

import ast
import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.variants import rewrites
from autograder.course import Course
from autograder.grading import Desk, Grade, grade_exercise
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.records import read_answers, split_records
from autograder.judge.verdict import Status, decide
from autograder.paper import Paper, digest_of
from autograder.questions import set_paper
from autograder.sandbox.limits import Limits, Sandbox
from autograder.sandbox.wall import TRAINER, Wall

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only")

ATTACKS = sorted((Path(__file__).parent / "attacks" / "steal").glob("names_*.py"))
SECRET = b"a secret of the tests alone"
#: The exercises that forbid names, but for trainings.
_COURSE = Course.find(Path(__file__).parent)
FORBIDDING = [name for name in _COURSE.names if _COURSE[name].forbidden and not _COURSE[name].project]


@pytest.fixture(scope="module")
def trainer() -> Iterator[Wall]:
    """The wall that grades exercises which forbid names."""
    with Wall(TRAINER) as wall:
        yield wall


@pytest.fixture(scope="module")
def papers(course: Course) -> dict[str, Paper]:
    """The papers of the exercises that are attacked."""
    names = {exercise_of(path.read_text(encoding="utf-8")) for path in ATTACKS}
    return {name: set_paper(course[name], name, SECRET) for name in sorted(names)}


def exercise_of(text: str) -> str:
    """The exercise that an attack is handed in for: its line ``EXERCISE = ...``."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXERCISE":
            return str(ast.literal_eval(node.value))
    return "ch2.lstm_cell"


def graded(wall: Sandbox, paper: Paper, source: str) -> Grade:
    """The grade of one file."""
    desk = Desk({paper.exercise: paper}, {paper.exercise: digest_of(paper)}, {})
    submission = Submission("mallory", {paper.exercise: Handed("attack.py", source.encode())})
    return grade_exercise(desk, wall, submission, paper.exercise, "cpu")


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_earns_nothing_by_a_forbidden_name(path: Path, trainer: Wall, papers: dict[str, Paper]) -> None:
    """It earns no more than a function that raises: where a case asks for an exception, say."""
    text = path.read_text(encoding="utf-8")
    paper = papers[exercise_of(text)]
    nothing = {case.case for case in graded(trainer, paper, _raising(text)).cases if case.points}
    grade = graded(trainer, paper, text)
    assert {case.case for case in grade.cases if case.points} <= nothing, grade.status
    assert grade.status in (Status.forbidden, Status.error, Status.wrong), grade.status


def _raising(text: str) -> str:
    """The attack's functions, which do nothing but raise."""
    names = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return "\n".join(f"def {name}(*args, **kwargs):\n    raise RuntimeError" for name in names)


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_where_nothing_is_forbidden_the_attack_works(path: Path, trainer: Wall, papers: dict[str, Paper]) -> None:
    """The attack is a real one: without the rule it answers cases rightly."""
    text = path.read_text(encoding="utf-8")
    paper = dataclasses.replace(papers[exercise_of(text)], forbidden=(), _whole={})
    grade = graded(trainer, paper, text)
    assert grade.points > 0, [(case.case, case.finding) for case in grade.cases]


@pytest.mark.parametrize("name", FORBIDDING)
def test_honest_work_is_as_before(name: str, course: Course, trainer: Wall) -> None:
    """Behind the wall, with everything forbidden that raises there, the model solution and right answers in many styles
    pass every case."""
    programs = {"model": course[name].model.encode()} | rewrites(course, name)
    paper = set_paper(course[name], name, SECRET)
    compared = [question for question in paper.questions if question.target is None]
    asked = tuple({question.asked: None for question in compared})
    jobs = [part for style, text in programs.items() for part in (paper.job("cpu", asked, style), text)]
    records = split_records(trainer.run(jobs, Limits(cpu_seconds=100)).output)
    failed = {
        (style, question.name): verdict.finding
        for style in programs
        for answers in [read_answers(records[style]).by_case]
        for question in compared
        for verdict in [decide(question, answers[question.asked])]
        if verdict.status is not Status.passed
    }
    assert failed == {} and len(programs) > 8
