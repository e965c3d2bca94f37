"""Probes in the author's words: built modules, chains of steps, gradients, callbacks."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Callback, Exercise, Probe, Step, build, call
from autograder.judge.answer import Answer, parts
from autograder.judge.verdict import PASSED, decide
from autograder.questions import ask, set_paper
from autograder.worker.callbacks import MAX_CALLS


def exercise_of(oracle: Callable[..., Any], probe: Callable[[Draw], Probe], **how: Any) -> Exercise:
    """An exercise of one case."""
    exercise = Exercise("Title", "題", 1, 1, 1, 1)
    exercise.oracle()(oracle)
    probe.__doc__ = "A case."
    exercise.case(1, **how)(probe)
    return exercise


def put(exercise: Exercise, names: Mapping[str, Any]) -> Answer:
    """The answer of `names` to the one case of the exercise."""
    paper = set_paper(exercise, "ch1.x", b"secret")
    return ask(names, paper.probes[exercise.cases[0].name], paper.arrays)


def numbers(answer: Answer) -> list[Any]:
    """The values returned, in order."""
    assert answer.returned is not None, answer.raised
    return [leaf.array.tolist() for _, leaf in parts(answer.returned)]


class Affine(torch.nn.Linear):
    """A module that only carries another name than its base."""


class Detached(torch.nn.Linear):
    """A linear layer without its gradients."""

    def forward(self, input: Tensor) -> Tensor:
        """The result, cut off."""
        return super().forward(input).detach()


class Tagger(torch.nn.Module):
    """A GRU with a linear layer on top: tags and the last state."""

    def __init__(self, inputs: int, hidden: int, tags: int = 2) -> None:
        super().__init__()
        self.gru = torch.nn.GRU(inputs, hidden, batch_first=True)
        self.head = torch.nn.Linear(hidden, tags, bias=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """x [B, T, I] to tags [B, T, C] and the state [1, B, H]."""
        out, h = self.gru(x)
        return self.head(out), h


def affine_probe(draw: Draw) -> Probe:
    """A batch through a linear layer."""
    parameters = {"weight": draw.normal(2, 3), "bias": draw.normal(2)}
    return build("Affine", 3, 2, parameters=parameters, then=(Step("$0", (draw.normal(4, 3),)),))


def tagger_probe(draw: Draw) -> Probe:
    """A batch through a GRU, by its method, with a keyword for the constructor."""
    shapes = {name: tuple(p.shape) for name, p in Tagger(3, 4, tags=5).named_parameters()}
    parameters = {name: draw.normal(*shape) for name, shape in shapes.items()}
    then = (Step("$0.forward", (draw.normal(2, 6, 3, contiguous=False),)),)
    return build("Tagger", 3, 4, parameters=parameters, then=then, tags=5)


@pytest.mark.parametrize(("module", "probe"), [(Affine, affine_probe), (Tagger, tagger_probe)])
def test_build_load_call(module: type[torch.nn.Module], probe: Callable[[Draw], Probe]) -> None:
    """A built module with loaded parameters gives the values and gradients that torch.autograd gives directly."""
    exercise = exercise_of(module, probe, gradients=True)
    paper = set_paper(exercise, "ch1.x", b"secret")
    node = paper.probes[probe.__name__]
    answer = ask({module.__name__: module}, node, paper.arrays)

    drawn = probe(Draw(b"secret", "ch1.x", probe.__name__))
    first, last = drawn.steps
    direct = module(*first.args, **first.kwargs).double()
    assert first.parameters is not None
    direct.load_state_dict(dict(first.parameters))
    x = last.args[0].requires_grad_()
    results = direct(x)
    results = results if isinstance(results, tuple) else (results,)
    weights = [torch.from_numpy(paper.arrays[cotangent["tensor"]]) for cotangent in node["cotangents"].values()]
    wanted = torch.autograd.grad(results, [*direct.parameters(), x], weights)

    for mine, theirs in zip(numbers(answer), results, strict=True):
        np.testing.assert_allclose(mine, theirs.detach(), rtol=1e-12)
    x_name = list(inspect.signature(module.forward).parameters)[1]
    labels = [*dict(direct.named_parameters()), f"{x_name} of call 2"]
    assert set(answer.gradients) == set(labels)
    for label, gradient in zip(labels, wanted, strict=True):
        (_, leaf), *none = parts(answer.gradients[label])
        assert not none
        np.testing.assert_allclose(leaf.array, gradient, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    ("module", "raised"),
    [
        (lambda *_: torch.nn.Linear(3, 2, bias=False), ("ParametersDiffer", "['bias', 'weight']")),
        (lambda *_: torch.nn.Linear(2, 3), ("ParametersDiffer", "expected [2, 3]")),
        (lambda *_: None, ("AttributeError", "")),
    ],
)
def test_parameters_that_do_not_fit(module: Callable[..., Any], raised: tuple[str, str]) -> None:
    """A module with other parameters than the probe's is an error that says what was expected."""
    answer = put(exercise_of(Affine, affine_probe), {"Affine": module})
    assert answer.raised is not None
    assert answer.raised.type == raised[0] and raised[1] in answer.raised.message


def test_a_module_without_parameters() -> None:
    """An empty state dict is loaded into a module that has none."""

    def probe(draw: Draw) -> Probe:
        return build("ReLU", parameters={}, then=(Step("$0", (torch.tensor([-1.0, 2.0]),)),))

    assert numbers(put(exercise_of(torch.nn.ReLU, probe), {"ReLU": torch.nn.ReLU})) == [[0, 2]]


class Scaler:
    """Fits a mean; its methods are reached by steps."""

    def fit(self, x: Tensor) -> "Scaler":
        """Remember the mean of x."""
        self.mean = x.mean()
        return self

    def transform(self, x: Tensor) -> Tensor:
        """x without the mean."""
        return x - self.mean


def test_chains_of_steps() -> None:
    """Steps reach what earlier steps returned and its methods; kept results and the last come back, in order."""

    def probe(draw: Draw) -> Probe:
        x = torch.tensor([1.0, 3.0])
        steps = (Step("$0.fit", (x,)), Step("$1.transform", (x,), keep=True), Step("$0.transform", (x * 2,)))
        return Probe((Step("Scaler"), *steps))

    assert numbers(put(exercise_of(Scaler, probe), {"Scaler": Scaler})) == [[-1, 1], [0, 4]]


def test_paths_cut_off_from_the_graph() -> None:
    """A detached result is named, and the gradient of an argument that nothing depends on is zeros."""

    def both(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        return x * 2, (x + y).sum(0, keepdim=True)

    def probe(draw: Draw) -> Probe:
        return call("both", draw.normal(3), draw.normal(3))

    answer = put(exercise_of(both, probe, gradients=True), {"both": lambda x, y: (x * 2, (x + y)[:1].detach())})
    assert answer.cut == ("0.1",)
    gradients = {label: next(parts(tree))[1] for label, tree in answer.gradients.items()}
    assert set(gradients) == {"x", "y"} and gradients["x"].array.all()
    assert (gradients["y"].kind, gradients["y"].dtype, gradients["y"].array.tolist()) == ("tensor", "float64", [0] * 3)


@pytest.mark.parametrize("zeros", [lambda x, y: x * 2 + 0 * y, lambda x, y: x * 2])
def test_however_the_graph_says_so(zeros: Callable[..., Tensor]) -> None:
    """An argument that does not matter has the same gradient whether it is multiplied by zero or not used at all."""

    def probe(draw: Draw) -> Probe:
        return call("first", draw.normal(3), draw.normal(3))

    def first(x: Tensor, y: Tensor) -> Tensor:
        return x * 2

    exercise = exercise_of(first, probe, gradients=True)
    question = set_paper(exercise, "ch1.x", b"secret").questions[0]
    assert decide(question, put(exercise, {"first": zeros})) == PASSED


def test_nothing_reaches_anything() -> None:
    """Where every result is cut off, all gradients are zeros."""
    answer = put(exercise_of(Affine, affine_probe, gradients=True), {"Affine": Detached})
    assert answer.cut == ("0",) and set(answer.gradients) == {"weight", "bias", "input of call 2"}
    assert not any(leaf.array.any() for tree in answer.gradients.values() for _, leaf in parts(tree))


def test_a_callback_called_for_ever() -> None:
    """A loop that never ends over a callback is stopped, and what it was fed can still be sent."""

    def endless(step_fn: Any, y: Tensor, h: Tensor) -> Tensor:
        while True:
            y = step_fn(y, h)[0].argmax(-1)

    def probe(draw: Draw) -> Probe:
        sizes = {"embedding": (3, 1), "weight_ih": (1, 1), "weight_hh": (1, 1), "weight_out": (3, 1)}
        weights = {name: draw.normal(*shape) for name, shape in sizes.items()}
        return call("once", Callback("decoder_step", weights), torch.zeros(1, dtype=torch.int64), draw.normal(1, 1))

    def once(step_fn: Any, y: Tensor, h: Tensor) -> Tensor:
        logits: Tensor = step_fn(y, h)[0]
        return logits

    answer = put(exercise_of(once, probe), {"once": endless})
    assert answer.raised is not None and f"more than {MAX_CALLS}" in answer.raised.message
    assert len(list(parts(answer.calls["step_fn"]))) == MAX_CALLS
