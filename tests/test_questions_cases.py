"""What becomes of one case: its dtype, the names of its arguments, and an author's errors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import CourseError, Exercise, Probe, Step, call
from autograder.judge.answer import Answer, parts
from autograder.paper import Paper
from autograder.questions import set_paper

NAME = "ch1.double"


def one_case(oracle: Callable[..., Any], draw: Callable[[Draw], Probe], **how: Any) -> tuple[Paper, Exercise]:
    """The paper of an exercise with one case."""
    exercise = Exercise("Title", "題", 1, 1, 1, 1)
    exercise.oracle("y")(oracle)
    exercise.case(1, **how)(draw)
    return set_paper(exercise, "ch1.x", b"secret"), exercise


def test_single_precision_is_rounded_for_both() -> None:
    """In a float32 case the oracle sees the numbers that the student can see, and asks for float32."""

    def same(x: Tensor, pair: tuple[Tensor, np.ndarray]) -> tuple[Tensor, Tensor]:
        return x, pair[0] + torch.from_numpy(pair[1])

    def probe(draw: Draw) -> Probe:
        """A case."""
        return call("same", draw.normal(3), (draw.normal(3), draw.array(3)))

    question = one_case(same, probe, dtype="float32")[0].questions[0]
    assert question.expected.returned is not None
    (_, first), (_, second) = parts(question.expected.returned)
    assert first.dtype == second.dtype == "float32"
    assert (first.array == first.array.astype(np.float32)).all()


def shapes(answer: Answer) -> list[str]:
    """Labels of gradients that are there."""
    return [label for label, tree in answer.gradients.items() if next(parts(tree))[1].kind == "tensor"]


def test_arguments_are_named_by_the_oracles_signature() -> None:
    """Gradients are asked of every float argument, by the parameter's name, into tuples and keywords."""

    def f(x: Tensor, state: tuple[Tensor, Tensor], *, scale: Tensor, ids: Tensor) -> Tensor:
        return (x + state[0] * state[1]) * scale + ids

    def probe(draw: Draw) -> Probe:
        """A case."""
        return call(
            "f", draw.normal(2), (draw.normal(2), draw.normal(2)), scale=draw.normal(2), ids=draw.integers(0, 9, 2)
        )

    paper, _ = one_case(f, probe, gradients=True)
    question = paper.questions[0]
    assert shapes(question.expected) == ["x", "state[0]", "state[1]", "scale"]
    assert question.called == "f(x: float64 [2], state: (float64 [2], float64 [2]), scale=float64 [2], ids=int64 [2])"


class Affine:
    """Scales and shifts."""

    def __init__(self, factor: Tensor) -> None:
        self.factor = factor

    def forward(self, x: Tensor) -> Tensor:
        """x times the factor."""
        return x * self.factor

    __call__ = forward

    def shift(self, values: Tensor, by: tuple[Tensor, Tensor], *, sign: Tensor) -> Tensor:
        """The values, moved by two vectors."""
        return self.factor * values + sign * by[0] * by[1]


STEPS = [
    (lambda draw: Step("$0", (draw.normal(2),)), ["x of call 2"], "Affine(x: float64 [2])"),
    (lambda draw: Step("$0.forward", (draw.normal(2),)), ["x of call 2"], "Affine.forward(x: float64 [2])"),
    (
        lambda draw: Step("$0.shift", (draw.normal(2), (draw.normal(2), draw.normal(2))), {"sign": draw.normal(2)}),
        ["values of call 2", "by of call 2[0]", "by of call 2[1]", "sign of call 2"],
        "Affine.shift(values: float64 [2], by: (float64 [2], float64 [2]), sign=float64 [2])",
    ),
]


@pytest.mark.parametrize(("step", "names", "called"), STEPS)
def test_arguments_of_methods_are_named_by_the_oracles_class(
    step: Callable[[Draw], Step], names: list[str], called: str
) -> None:
    """A step that calls a method, or the object itself, has arguments named after the parameters of the method."""

    def probe(draw: Draw) -> Probe:
        """A case."""
        return Probe((Step("Affine", (draw.normal(2),)), step(draw)))

    question = one_case(Affine, probe, gradients=True)[0].questions[0]
    assert shapes(question.expected) == ["factor", *names]
    assert question.called == f"Affine(factor: float64 [2]); {called}"


def test_arguments_without_a_name() -> None:
    """A step on what a function returned, whose methods nobody declared, has its arguments numbered."""

    def make(x: Tensor) -> Affine:
        return Affine(x)

    def probe(draw: Draw) -> Probe:
        """A case."""
        return Probe((Step("make", (draw.normal(2),)), Step("$0.forward", (draw.normal(2),))))

    assert shapes(one_case(make, probe, gradients=True)[0].questions[0].expected) == ["x", "argument 1 of call 2"]


def test_arguments_that_do_not_fit_a_method() -> None:
    """A step with an argument too many for the method is the author's error."""
    with pytest.raises(CourseError, match="too many positional arguments"):
        one_case(Affine, lambda draw: Probe((Step("Affine", (draw.normal(2),)), Step("$0.forward", (1, 2)))))


def test_tensors_inside_dicts_count_too() -> None:
    """Gradients are asked of float tensors in a dict that is passed."""

    def f(weights: dict[str, Tensor]) -> Tensor:
        return weights["W"] * 2

    def probe(draw: Draw) -> Probe:
        """A case."""
        return call("f", {"W": draw.normal(2)})

    assert len(shapes(one_case(f, probe, gradients=True)[0].questions[0].expected)) == 1


@pytest.mark.parametrize(
    ("probe", "reason"),
    [
        (lambda draw: call("f", object()), "a probe cannot hold a object"),
        (lambda draw: call("f", 1, 2, 3), "too many positional arguments"),
        (lambda draw: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_cases_that_cannot_be_set(probe: Callable[[Draw], Probe], reason: str) -> None:
    """An author's error names the exercise, the case and what is wrong."""

    def f(x: Tensor) -> Tensor:
        return x

    with pytest.raises(CourseError, match=f"^ch1.x: case <lambda> cannot be set: .*{reason}"):
        one_case(f, probe)


def test_a_case_that_calls_what_the_oracle_lacks() -> None:
    """A misspelt entry point in a case is the author's error, not something that students should raise."""

    def f(x: Tensor) -> Tensor:
        return x

    with pytest.raises(CourseError):
        one_case(f, lambda draw: call("g", draw.normal(2)))


def test_an_oracle_that_raises_under_gradients() -> None:
    """Gradients of a case whose oracle raises cannot be asked: that is the author's error."""

    def f(x: Tensor) -> Tensor:
        raise ValueError("too small")

    def probe(draw: Draw) -> Probe:
        """A case."""
        return call("f", draw.normal(2))

    with pytest.raises(CourseError, match="the oracle raises"):
        one_case(f, probe, gradients=True)
    raised = one_case(f, probe)[0].questions[0].expected.raised
    assert raised is not None and raised.type == "ValueError"
