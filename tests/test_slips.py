"""Slips are texts that are replaced in the model solution; two make a program with two mistakes."""

from pathlib import Path

import pytest

from autograder.authoring.solution import read_solution
from autograder.authoring.variants import answers_here
from autograder.course import Course
from autograder.grading import Desk, grade_exercise
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.verdict import Status, decide
from autograder.paper import digest_of
from autograder.questions import set_paper
from autograder.sandbox.wall import Wall
from autograder.slips import Slip, applied, both, mistake_of, read_slips

NAMES = Course.find(Path(__file__).parent).names
CODE = "a = 1\nb = a + 1\n"


def test_a_text_must_be_there_once() -> None:
    """A text that is missing, or there twice, changes nothing."""
    assert applied(CODE, Slip((("a + 1", "a - 1"),))) == "a = 1\nb = a - 1\n"
    assert applied(CODE, Slip((("1", "2"),))) is None
    assert applied(CODE, Slip((("c", "d"),))) is None
    assert applied(CODE, Slip(code="c = 3\n")) == "c = 3\n"


def test_both_in_whatever_order() -> None:
    """Two slips exclude each other where one takes away the other's text; whole programs are no pairs."""
    first, second = Slip((("a + 1", "a + 2"),)), Slip((("b = a", "b = -a"),))
    assert both(CODE, first, second) == both(CODE, second, first) == "a = 1\nb = -a + 2\n"
    assert both(CODE, first, Slip((("+ 1", "- 1"),))) is None
    assert both(CODE, first, Slip(code=CODE)) is None


def test_a_file_of_slips(tmp_path: Path) -> None:
    """Names are those of known mistakes, with a number for another way; anything else is refused with the path."""
    path = tmp_path / "x.slips.toml"
    assert read_slips(path, ()) == {}
    path.write_text('[bias]\nreplace = [["a", "b"]]\n[bias-2]\ncode = "c"\n', encoding="utf-8")
    assert list(read_slips(path, {"bias"})) == ["bias", "bias-2"]
    assert mistake_of("bias-2") == "bias"
    for text in ("[other]\n", "[bias]\nreplaces = []\n", "["):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=r"x\.slips\.toml"):
            read_slips(path, {"bias"})


@pytest.mark.parametrize("name", NAMES)
def test_every_slip_of_the_course_can_be_made(course: Course, name: str) -> None:
    """Each known mistake has a slip, each slip applies; the code is that which authoring reads."""
    exercise = course[name]
    assert exercise.model == read_solution(course.solution_file(name), name).code
    assert {mistake_of(slip) for slip in exercise.slips} == {mistake.name for mistake in exercise.mistakes}
    assert [slip for slip, made in exercise.slips.items() if applied(exercise.model, made) is None] == []


@pytest.mark.filterwarnings("ignore")  # students' code may warn
@pytest.mark.parametrize("name", NAMES)
def test_every_slip_fails_a_case(course: Course, name: str) -> None:
    """Known mistakes as students write them never pass; trainings aside, which are not compared."""
    exercise = course[name]
    paper = set_paper(exercise, name, b"a secret for the slips")
    compared = [question for question in paper.questions if question.target is None]

    def passes(source: str) -> bool:
        answers = answers_here(paper, source.encode())
        return all(decide(q, answers[q.asked]).status is Status.passed for q in compared)

    programs = {slip: applied(exercise.model, made) for slip, made in exercise.slips.items()}
    assert [slip for slip, program in programs.items() if program is None or passes(program)] == []


def test_two_mistakes_in_one_program_are_named(course: Course, wall: Wall) -> None:
    """Where both show in the same numbers, the program with both is made and recognised; two that are one are not."""
    name = "ch2.lstm_cell"
    exercise = course[name]
    paper = set_paper(exercise, name, b"a secret for two mistakes")
    desk = Desk({name: paper}, {name: digest_of(paper)}, {})
    made = ("blocks_read_as_i_f_o_g", "no_tanh_on_the_cell_state")
    code = both(exercise.model, *(exercise.slips[mistake] for mistake in made))
    assert code is not None
    grade = grade_exercise(desk, wall, Submission("ann", {name: Handed("x.py", code.encode())}), name, "cpu")
    assert {grade.mistake, grade.also} == set(made)
    other = exercise.model.replace("torch.tanh(c_new)", "torch.sin(c_new)")
    grade = grade_exercise(desk, wall, Submission("bob", {name: Handed("x.py", other.encode())}), name, "cpu")
    assert (grade.mistake, grade.also) == (None, None)
