"""Exercises that train: an exercise with a run is set, graded, proved and checked at home."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from autograder.authoring import proofs, reach
from autograder.authoring.cases import case_file
from autograder.authoring.solution import Solution
from autograder.drawing import Draw
from autograder.exercise import CourseError, Earlier, Exercise, Goal, Probe, Run, Step, call
from autograder.grading import Desk, Grade, grade_exercise
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.verdict import Status
from autograder.paper import Paper, digest_of
from autograder.questions import set_paper
from autograder.sandbox.wall import TRAINER, WORKER, Wall
from autograder.selfcheck.sitting import sit

NAME = "ch9.fit"
NO_HINTS = Solution({}, {"en": [], "ja": []}, "", "", frozenset())
RIGHT = """
import torch
def slope(x, y):
    return (x * y).sum() / (x * x).sum()
def fit(x, y):
    w = torch.zeros((), requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.01)
    for _ in range(100):
        loss = ((w * x - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return w.detach()
def predict(w, x):
    return w * x
"""
AT_MOST = Goal("close", 1, "mae_ratio", "Close.", against="data", at_most=0.5)
NOT_FAR = Goal("not_far", 1, "mae_ratio", "Not far.", against="data", at_most=0.9)


def fitting(*goals: Goal) -> Exercise:
    """An exercise on a line through the origin: one function with a right answer, and two that are trained and used."""
    exercise = Exercise("Fit", "直線", 1, 4, 1, 1, cpu_seconds=1)

    @exercise.oracle("slope")
    def slope(x: Tensor, y: Tensor) -> Tensor:
        found: Tensor = torch.linalg.lstsq(x[:, None], y[:, None]).solution[0, 0]
        return found

    @exercise.oracle("w")
    def fit(x: Tensor, y: Tensor) -> Tensor:
        return slope(x, y)

    @exercise.oracle("forecast")
    def predict(w: Tensor, x: Tensor) -> Tensor:
        return w * x

    @exercise.case(1)
    def a_slope(draw: Draw) -> Probe:
        """A slope."""
        return call("slope", draw.normal(5), draw.normal(5))

    def line(draw: Draw) -> Run:
        x, unseen = draw.normal(50), draw.normal(20)
        known = {"truth": 3 * unseen.float(), "naive": torch.zeros(20)}
        return Run(
            Probe((Step("fit", (x, 3 * x)), Step("predict", (Earlier(0), unseen)))), (torch.zeros(20),), {"data": known}
        )

    @exercise.goals(*goals, cpu_seconds=3)
    def a_line(draw: Draw) -> Run:
        """A line."""
        return line(draw)

    @exercise.goals(replace(AT_MOST, name="close_at_home"), public=True, cpu_seconds=3)
    def a_public_line(draw: Draw) -> Run:
        """A public line."""
        return line(draw)

    @exercise.mistake("slope", "Upside down.", "逆数です。")
    def upside_down(x: Tensor, y: Tensor) -> Tensor:
        return 1 / slope(x, y)

    @exercise.shortcut("fit")
    def flat(x: Tensor, y: Tensor) -> Tensor:
        return torch.zeros((), dtype=x.dtype)

    return exercise


@pytest.fixture(scope="module")
def trainer() -> Iterator[Wall]:
    """A wall behind which optimizers are at hand."""
    with Wall(TRAINER) as wall:
        yield wall


def paper_of(exercise: Exercise) -> Paper:
    """Its paper for some secret."""
    return set_paper(exercise, NAME, b"some secret")


def graded(paper: Paper, source: str, wall: Wall) -> Grade:
    """The grade of a submission with this one file."""
    desk = Desk({NAME: paper}, {NAME: digest_of(paper)}, {})
    return grade_exercise(desk, wall, Submission("s", {NAME: Handed("fit.py", source.encode())}), NAME, "cpu")


def statuses(grade: Grade) -> dict[str, str]:
    """What became of each case."""
    return {case.case: case.status.value for case in grade.cases}


def test_a_run_is_put_once_and_judged_by_each_of_its_goals() -> None:
    """Two goals are two questions and one probe; nobody answers it when the paper is set."""
    paper = paper_of(fitting(AT_MOST, NOT_FAR))
    assert list(paper.probes) == ["a_slope", "a_line", "a_public_line"]
    assert [(q.name, q.asked, q.points) for q in paper.questions[1:]] == [
        ("close", "a_line", 1),
        ("not_far", "a_line", 1),
        ("close_at_home", "a_public_line", 1),
    ]
    assert all(not question.fingerprints for question in paper.questions[1:])
    assert paper.trains and paper.seconds == {"a_slope": 1, "a_line": 3, "a_public_line": 3}
    assert Desk({NAME: paper}, {}, {}).worker == TRAINER and Desk({}, {}, {}).worker == WORKER


def test_what_a_run_is_held_against_does_not_cross_the_wall() -> None:
    """The job has the inputs of a run, and neither the truth nor a bound."""
    paper = paper_of(fitting(AT_MOST))
    job = paper.job("cpu", tuple(paper.probes))
    target = paper.questions[1].target
    assert target is not None
    assert (
        target.against["truth"].tobytes() not in job and target.against["truth"].astype("float64").tobytes() not in job
    )
    assert not any(word in job for word in (b"mae_ratio", b"at_most", b"truth"))


def test_a_training_that_reaches_its_goals_passes(trainer: Wall) -> None:
    """Full marks, by figures that were computed on this side."""
    grade = graded(paper_of(fitting(AT_MOST, NOT_FAR)), RIGHT, trainer)
    assert (grade.status, grade.points) == (Status.passed, 4)


def test_a_training_that_stops_early_misses_the_harder_goal(trainer: Wall) -> None:
    """Goals of one run are decided one by one; a mistake is still named by the cases that have a right answer."""
    source = RIGHT.replace("range(100)", "range(15)").replace(
        "(x * y).sum() / (x * x).sum()", "(x * x).sum() / (x * y).sum()"
    )
    grade = graded(paper_of(fitting(AT_MOST, NOT_FAR)), source, trainer)
    assert statuses(grade) == {"a_slope": "wrong", "close": "wrong", "not_far": "passed", "close_at_home": "wrong"}
    assert grade.mistake == "upside_down"
    assert {case.finding.code for case in grade.cases if case.finding} == {"value", "goal_high"}


def test_a_training_that_does_not_end_costs_its_goals_and_no_other_case(trainer: Wall) -> None:
    """The CPU limit of a run is its own."""
    grade = graded(paper_of(fitting(AT_MOST, NOT_FAR)), RIGHT.replace("for _ in range(100)", "while True"), trainer)
    late = "timed out"
    assert statuses(grade) == {"a_slope": "passed", "close": late, "not_far": late, "close_at_home": late}


def test_what_is_proved_of_runs(trainer: Wall) -> None:
    """The solution reaches the goals, with figures and CPU kept; the shortcut does not."""
    exercise, evidence = fitting(AT_MOST, NOT_FAR), proofs.Evidence()
    paper = paper_of(exercise)
    assert list(reach.goals_well_formed(exercise)) == []
    assert list(reach.goals_are_in_reach(paper, RIGHT.encode(), trainer, evidence)) == []
    assert list(reach.shortcuts_fail(exercise, paper, evidence)) == []
    assert list(proofs.mistakes_are_caught(exercise, paper, evidence)) == []
    assert evidence.outclassed == 1 and evidence.training_ms > 0
    assert {goal: bound for goal, (_, bound) in evidence.figures.items()} == {
        "close": "at most 0.5",
        "not_far": "at most 0.9",
        "close_at_home": "at most 0.5",
    }


def test_goals_that_prove_nothing_are_found(trainer: Wall) -> None:
    """One that the solution misses, one that the shortcut reaches, and declarations that make no sense."""
    too_hard = paper_of(fitting(replace(AT_MOST, at_most=0.0)))
    complaints = reach.goals_are_in_reach(too_hard, RIGHT.encode(), trainer, proofs.Evidence())
    assert "goal close: the solution misses it" in list(complaints)
    easy = fitting(replace(AT_MOST, at_most=2.0))
    assert list(reach.shortcuts_fail(easy, paper_of(easy), proofs.Evidence())) == [
        "the shortcut flat reaches every hidden goal"
    ]
    odd = fitting(replace(AT_MOST, measure="guess", at_least=1.0))
    odd.shortcuts.clear()
    assert len(list(reach.goals_well_formed(odd))) == 3


def test_a_run_without_a_goal_is_the_authors_fault() -> None:
    """A function that returns a Run, declared as a case."""
    exercise = fitting(AT_MOST)
    exercise.cases[1] = replace(exercise.cases[1], goal=None)
    with pytest.raises(CourseError, match=r"exercise\.goals"):
        paper_of(exercise)


@pytest.mark.parametrize(("steps", "passes"), [(100, True), (1, False)])
def test_a_public_goal_is_checked_at_home(tmp_path: Path, steps: int, passes: bool) -> None:
    """From the file of cases alone, with the figure told."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "fit.json").write_text(case_file(fitting(AT_MOST), NAME, NO_HINTS), "utf-8")
    (tmp_path / "fit.py").write_text(RIGHT.replace("range(100)", f"range({steps})"), "utf-8")
    sitting = sit(tmp_path / "fit.py", "cpu")
    assert (sitting.verdicts["close_at_home"].status is Status.passed) == passes
    if not passes:
        told = sitting.explain("close_at_home", "en")
        assert "should be at most 0.5. It is 0.9" in told and "look at the losses" in told


def test_a_project_is_checked_without_its_training(tmp_path: Path) -> None:
    """Where it is not asked for; what is left still counts."""
    exercise = fitting(AT_MOST)
    exercise.project = True
    exercise.cases[0] = replace(exercise.cases[0], public=True)
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "fit.json").write_text(case_file(exercise, NAME, NO_HINTS), "utf-8")
    (tmp_path / "fit.py").write_text(RIGHT, "utf-8")
    quick, whole = (sit(tmp_path / "fit.py", "cpu", trainings) for trainings in (False, True))
    assert (list(quick.verdicts), quick.points()) == (["a_slope"], 1)
    assert (list(whole.verdicts), whole.points()) == (["a_slope", "close_at_home"], 2)
