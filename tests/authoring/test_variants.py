"""Right answers in many styles pass every case; known mistakes as students write them never do."""

from pathlib import Path

import pytest

from autograder.authoring.solution import read_solution
from autograder.authoring.variants import Slip, answers_here, applied, mistake_of, rewrites, slips
from autograder.course import Course
from autograder.judge.rules import forbidden_names, parse
from autograder.judge.verdict import Status, decide
from autograder.questions import Paper, set_paper

NAMES = Course.find(Path(__file__).parent).names
#: So many right answers of every exercise.
ENOUGH = 8


def failed(paper: Paper, source: str | bytes) -> list[str]:
    """The hidden and public cases that a program does not pass, but for trainings."""
    answers = answers_here(paper, source.encode() if isinstance(source, str) else source)
    compared = (question for question in paper.questions if question.target is None)
    return [q.name for q in compared if decide(q, answers[q.asked]).status is not Status.passed]


@pytest.mark.filterwarnings("ignore")  # students' code may warn
@pytest.mark.parametrize("name", NAMES)
def test_right_answers_in_many_styles_pass(course: Course, name: str) -> None:
    """At least eight rewrites of every exercise use nothing forbidden, and fail no case."""
    exercise, programs = course[name], rewrites(course, name)
    paper = set_paper(exercise, name, b"a secret for the rewrites")
    assert {style: cases for style, source in programs.items() if (cases := failed(paper, source))} == {}
    assert not any(forbidden_names(parse(source), exercise.forbidden) for source in programs.values())
    assert len(programs) >= ENOUGH


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", NAMES)
def test_known_mistakes_as_students_write_them_are_caught(course: Course, name: str) -> None:
    """Every known mistake has a slip; every slip can be made in the model solution, and fails a case."""
    exercise, made = course[name], slips(course, name)
    code = read_solution(course.solution_file(name), name).code
    paper = set_paper(exercise, name, b"a secret for the slips")
    assert {mistake_of(slip) for slip in made} == {mistake.name for mistake in exercise.mistakes}
    programs = {slip: applied(code, change) for slip, change in made.items()}
    assert [slip for slip, program in programs.items() if program is None] == []
    assert [slip for slip, program in programs.items() if program is not None and not failed(paper, program)] == []


def test_a_text_must_be_there_once() -> None:
    """A text that is missing, or there twice, changes nothing; a whole program takes the place of the code."""
    code = "a = 1\nb = a + 1\n"
    assert applied(code, Slip((("a + 1", "a - 1"),))) == "a = 1\nb = a - 1\n"
    assert applied(code, Slip((("1", "2"),))) is None
    assert applied(code, Slip((("c", "d"),))) is None
    assert applied(code, Slip(code="c = 3\n")) == "c = 3\n"
