"""`autograder verify` finds what is wrong: each proof is shown a course with one fault planted."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from torch import Tensor

from autograder.authoring import pages, proofs
from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, call
from autograder.paper import Paper
from autograder.questions import set_paper
from autograder.sandbox.wall import Wall

NAME = "ch9.halve"
CODE = b"def halve(x):\n    return x / 2\n"


def halving(public: bool = True, hint_ja: str = "半分です。", second_points: float = 1) -> Exercise:
    """A tiny exercise without a fault."""
    exercise = Exercise("Halve", "半分", 1, 2, 1, 1)

    @exercise.oracle("half")
    def halve(x: Tensor) -> Tensor:
        return x * 0.5

    @exercise.twin("halve")
    def halve_again(x: Tensor) -> Tensor:
        return x - x / 2

    @exercise.case(1, public=public)
    def a_few_numbers(draw: Draw) -> Probe:
        """Three numbers."""
        return call("halve", draw.normal(3))

    @exercise.case(second_points)
    def more_numbers(draw: Draw) -> Probe:
        """Six numbers."""
        return call("halve", draw.normal(2, 3))

    @exercise.mistake("halve", "Twice is not half.", hint_ja)
    def doubled(x: Tensor) -> Tensor:
        return x * 2

    return exercise


def paper_of(exercise: Exercise) -> Paper:
    """Its paper for some secret."""
    return set_paper(exercise, NAME, b"some secret")


def test_a_sound_exercise_has_no_complaint(wall: Wall) -> None:
    """Every proof holds for the tiny exercise, and margins are measured."""
    exercise, evidence = halving(), proofs.Evidence()
    paper = paper_of(exercise)
    assert list(proofs.well_formed(exercise)) == []
    assert list(proofs.twins_agree(exercise, paper, evidence)) == []
    assert list(proofs.mistakes_are_caught(exercise, paper, evidence)) == []
    assert list(proofs.solution_passes(paper, CODE, wall)) == []
    assert list(proofs.measure_noise(paper, CODE, wall, evidence)) == []
    assert list(proofs.window_is_wide(evidence)) == []
    assert evidence.killed == 1
    assert evidence.weakest > 1e6
    assert evidence.cpu_ms > 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: halving(public=False), "at least one public"),
        (lambda: halving(hint_ja=" "), "in English and in Japanese"),
        (lambda: halving(second_points=2), "add up to 3"),
        (lambda: halving(second_points=0.1), "multiple of 0.25"),
        (lambda: without_sentence(halving()), "one sentence on one line"),
        (lambda: twice(halving()), "two cases are called a_few_numbers"),
    ],
)
def test_declarations_that_are_not_well_formed(change: Callable[[], Exercise], words: str) -> None:
    """Points, names, sentences and hints are checked."""
    assert any(words in complaint for complaint in proofs.well_formed(change()))


def without_sentence(exercise: Exercise) -> Exercise:
    """A case that says nothing."""
    exercise.cases[0] = replace(exercise.cases[0], says="")
    return exercise


def twice(exercise: Exercise) -> Exercise:
    """Two cases of one name."""
    exercise.cases[1] = replace(exercise.cases[1], name="a_few_numbers")
    return exercise


def test_a_twin_that_disagrees_is_found() -> None:
    """An oracle that errs by 1e-9 is seen by its twin."""
    exercise = halving()
    exercise.twins["halve"] = lambda x: x * 0.5 + 1e-8
    assert any("twin" in c for c in proofs.twins_agree(exercise, paper_of(exercise), proofs.Evidence()))


def test_a_mistake_that_passes_is_found() -> None:
    """A mistake that equals the oracle on every case is no mistake that the cases see."""
    exercise = halving()
    exercise.mistakes[0] = replace(exercise.mistakes[0], functions={"halve": lambda x: x / 2})
    assert any(
        "passes every hidden case" in c
        for c in proofs.mistakes_are_caught(exercise, paper_of(exercise), proofs.Evidence())
    )


def test_two_mistakes_with_the_same_answers_are_found() -> None:
    """If the second is taken for the first, a case that tells them apart is asked for."""
    exercise = halving()
    exercise.mistakes.append(replace(exercise.mistakes[0], name="added", functions={"halve": lambda x: x + x}))
    complaints = list(proofs.mistakes_are_caught(exercise, paper_of(exercise), proofs.Evidence()))
    assert complaints == ["mistake added is taken for doubled; add a case that tells them apart"]


def test_a_mistake_near_the_tolerance_is_found() -> None:
    """A mistake only twice as far away as the tolerance leaves too small a margin."""
    exercise, evidence = halving(), proofs.Evidence()
    exercise.mistakes[0] = replace(exercise.mistakes[0], functions={"halve": lambda x: x * 0.5 + 4e-9})
    list(proofs.mistakes_are_caught(exercise, paper_of(exercise), evidence))
    assert any("tolerances away" in complaint for complaint in proofs.window_is_wide(evidence))


def test_a_solution_that_fails_and_a_stub_that_passes_are_found(wall: Wall) -> None:
    """Behind the wall the wrong solution loses a case, and a stub that is the solution earns one."""
    paper = paper_of(halving())
    wrong = b"def halve(x):\n    return x / 2 if x.dim() == 1 else x\n"
    assert any("does not pass more_numbers" in c for c in proofs.solution_passes(paper, wrong, wall))
    assert any("the stub gets 2 points" in c for c in proofs.stub_passes_nothing(paper, CODE, wall))


def test_a_noisy_solution_is_found(wall: Wall) -> None:
    """A solution within the tolerance but close to it leaves too small a margin."""
    exercise = halving()
    code = b"def halve(x):\n    return x / 2 + 5e-10\n"
    complaints = proofs.measure_noise(paper_of(exercise), code, wall, proofs.Evidence())
    assert any("tolerances away from the oracle" in complaint for complaint in complaints)


def test_handouts_that_drifted_apart_are_found() -> None:
    """A formula or a list item that one language lacks is reported."""
    english = "Text.\n\n$$x$$\n\n- one\n- two\n"
    assert list(pages.in_step({"en": english, "ja": english})) == []
    complaints = list(pages.in_step({"en": english, "ja": "文。\n\n$$x$$\n\n- 一\n"}))
    assert complaints == ["the text has 2 list items in English and 1 in Japanese"]


def test_missing_hints_are_found() -> None:
    """Fewer than three hints in a language are reported."""
    three = ["one", "two", "three"]
    assert list(pages.hints_complete({"en": three, "ja": three})) == []
    assert list(pages.hints_complete({"en": three, "ja": three[:2]})) == ["give 3 hints in ja; there are 2"]


def test_a_leak_is_found(course: Course) -> None:
    """A stub that holds a line of the solution, or names a hidden case, is reported."""
    name = "ch2.lstm_cell"
    solution, exercise = read_solution(course.solution_file(name), name), course[name]
    line = max(solution.hidden_lines, key=len)
    tree = {"ch2/lstm_cell.py": f"    {line}\n", "ch2/cases/lstm_cell.json": '"gradients_of_everything"'}
    complaints = list(proofs.nothing_leaks(solution, tree, exercise))
    assert len(complaints) == 2
