"""Projects, as they are graded: the model solution behind the wall, trainings and all."""

import sys
from collections.abc import Iterator

import pytest

from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.grading import Desk, grade_exercise
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.verdict import Status
from autograder.paper import digest_of
from autograder.questions import set_paper
from autograder.sandbox.wall import TRAINER, Wall

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]
SECRET = b"the secret of the projects' test"


@pytest.fixture(scope="module")
def trainer() -> Iterator[Wall]:
    """A wall behind which optimizers are at hand."""
    with Wall(TRAINER) as wall:
        yield wall


@pytest.mark.parametrize("name", ["ch3.translate", "ch4.translate_with_attention", "ch5.stocks", "ch5.weather"])
def test_the_solution_of_a_project_gets_full_marks(course: Course, trainer: Wall, name: str) -> None:
    """On data that its author had not seen either."""
    assert course[name].project
    paper = set_paper(course[name], name, SECRET)
    desk = Desk({name: paper}, {name: digest_of(paper)}, {})
    code = read_solution(course.solution_file(name), name).code.encode()
    grade = grade_exercise(desk, trainer, Submission("author", {name: Handed("x.py", code)}), name, "cpu")
    assert {case.case: case.finding for case in grade.cases if case.status is not Status.passed} == {}


def test_every_project_is_graded_here(course: Course) -> None:
    """A new one has to be added above."""
    assert sum(course[name].project for name in course.names) == 4
