"""What tests share: the course, one wall, and a small exercise with everything needed to grade it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from torch import Tensor

from autograder.course import Course
from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, call
from autograder.grading import Desk, Grade, grade_exercise
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.paper import Paper, digest_of
from autograder.questions import set_paper
from autograder.sandbox.limits import Sandbox
from autograder.sandbox.wall import Wall

#: What students handed in, tests of the released tree among it, is no test of ours.
collect_ignore = ["attacks", "class", "notebooks", "rewrites"]

SECRET = b"a secret of the tests alone"
NAME = "ch1.double"


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository."""
    return Course.find(Path(__file__).parent)


@pytest.fixture(scope="session")
def wall() -> Iterator[Wall]:
    """One wall for all: a run leaves it as it was."""
    with Wall() as wall:
        yield wall


@pytest.fixture(scope="session")
def gradescope_results() -> Callable[[Path], dict[str, Any]]:
    """Reads a results.json, having held it against Gradescope's schema."""
    schema = json.loads((Path(__file__).parent / "report" / "gradescope_results.schema.json").read_text())

    def read(path: Path) -> dict[str, Any]:
        results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator(schema).validate(results)
        return results

    return read


@pytest.fixture
def tiny() -> Exercise:
    """An exercise called ch1.double: twice the input, in one public and three hidden cases, with two known mistakes."""
    exercise = Exercise(
        title="Double",
        title_ja="2 倍",
        position=1,
        points=4,
        difficulty=1,
        minutes=1,
        cpu_seconds=1,
        forbidden=("torch.add",),
    )

    @exercise.oracle("y")
    def double(x: Tensor) -> Tensor:
        return x * 2

    @exercise.case(1, public=True)
    def a_vector(draw: Draw) -> Probe:
        """A vector."""
        return call("double", draw.normal(3))

    @exercise.case(1)
    def a_matrix(draw: Draw) -> Probe:
        """A matrix."""
        return call("double", draw.normal(2, 3))

    @exercise.case(1, gradients=True)
    def its_gradient(draw: Draw) -> Probe:
        """The gradient."""
        return call("double", draw.normal(4))

    @exercise.case(1, watch="inputs", dtype="float32")
    def its_argument(draw: Draw) -> Probe:
        """The argument stays as it is, in single precision."""
        return call("double", draw.normal(5))

    @exercise.mistake("double", "That is three times.", "3 倍です。")
    def three_times(x: Tensor) -> Tensor:
        return x * 3

    @exercise.mistake("double", "That is the square.", "2 乗です。")
    def the_square(x: Tensor) -> Tensor:
        return x * x

    return exercise


@pytest.fixture
def paper(tiny: Exercise) -> Paper:
    """The questions of the small exercise."""
    return set_paper(tiny, NAME, SECRET)


@pytest.fixture
def desk(paper: Paper) -> Desk:
    """A desk with the small exercise alone, on a machine without CUDA."""
    return Desk({NAME: paper}, {NAME: digest_of(paper)}, {"cuda": "there is none"})


@pytest.fixture
def grade(desk: Desk, wall: Wall) -> Callable[..., Grade]:
    """Grades a source of ``double`` as the student ann's: ``grade(source, sandbox=..., device=...)``."""

    def one(source: str | bytes, sandbox: Sandbox = wall, device: str = "cpu") -> Grade:
        code = source.encode() if isinstance(source, str) else source
        return grade_exercise(desk, sandbox, Submission("ann", {NAME: Handed("double.py", code)}), NAME, device)

    return one
