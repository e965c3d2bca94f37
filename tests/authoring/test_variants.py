"""Right answers in many styles pass every case that has a right answer."""

from pathlib import Path

import pytest

from autograder.authoring.variants import answers_here, in_dtype, rewrites
from autograder.course import Course
from autograder.judge.rules import forbidden_names, parse
from autograder.judge.verdict import Status, decide
from autograder.questions import set_paper

NAMES = Course.find(Path(__file__).parent).names
ENOUGH = 8


@pytest.mark.filterwarnings("ignore")  # students' code may warn
@pytest.mark.parametrize("name", NAMES)
def test_right_answers_in_many_styles_pass(course: Course, name: str) -> None:
    """At least eight rewrites of every exercise use nothing forbidden, and fail no case."""
    exercise, programs = course[name], rewrites(course, name)
    paper = set_paper(exercise, name, b"a secret for the rewrites")
    failed = [
        f"{style}: {question.name}"
        for style, source in programs.items()
        for answers in [answers_here(paper, source)]
        for question in paper.questions
        if question.target is None and decide(question, answers[question.asked]).status is not Status.passed
    ]
    banned = {style: forbidden_names(parse(source), exercise.forbidden) for style, source in programs.items()}
    assert failed == []
    assert not any(banned.values())
    assert len(programs) >= ENOUGH


def test_in_dtype(course: Course) -> None:
    """Every case but the runs is put in the dtype that is asked for, with its tolerance."""
    exercise = in_dtype(course["ch2.long_memory"], "float32")
    compared = [case for case in exercise.cases if case.goal is None]
    assert {case.dtype for case in compared} == {"float32"}
