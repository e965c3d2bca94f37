"""Small examples that show a known mistake: inputs to calculate by hand, what is right, and what the mistake gives.

They are drawn anew, from a seed that everybody knows, so that they tell nothing of hidden cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from autograder.drawing import Draw
from autograder.exercise import Exercise, Mistake, Probe
from autograder.judge.answer import Answer, Container, Leaf, Tree
from autograder.judge.compare import distance
from autograder.judge.messages import Example
from autograder.probes import ProbeEncoder
from autograder.questions import ask
from autograder.worker.wire import Arrays

#: What a person can be asked to calculate with: numbers that go in, and numbers that come out.
_MOST_IN, _MOST_OUT = 36, 24
_TRIES = 4
#: A difference that shows in the digits that are written.
_VISIBLE = 0.01


@dataclass(frozen=True)
class _Candidate:
    """A small call, as the worker is asked it, with the right answer."""

    called: str
    names: tuple[str, ...]
    node: dict[str, Any]
    arrays: Arrays
    right: Answer


def examples_of(exercise: Exercise, name: str) -> dict[str, Example]:
    """For each known mistake the smallest example on which it is wrong, if there is one that is small enough."""
    candidates = sorted(_candidates(exercise, name), key=lambda candidate: len(candidate.called))
    found = {}
    for mistake in exercise.mistakes:
        examples = (_example(exercise, mistake, candidate) for candidate in candidates)
        first = next((example for example in examples if example is not None), None)
        if first is not None:
            found[mistake.name] = first
    return found


def _candidates(exercise: Exercise, name: str) -> Iterator[_Candidate]:
    for case in exercise.cases:
        if not case.public or case.goal is not None:
            continue
        for number in range(_TRIES):
            probe = case.draw(Draw(b"example %d" % number, name, case.name, decimals=1))
            called = _called(exercise, probe) if isinstance(probe, Probe) else ""
            if not isinstance(probe, Probe) or not called:
                break
            arrays: Arrays = {}
            node = {**ProbeEncoder(exercise, case, arrays).encode(probe), "gradients": False, "watch": ""}
            if sum(array.size for array in arrays.values()) <= _MOST_IN:
                names = exercise.returns.get(probe.steps[0].target, ())
                yield _Candidate(called, names, node, arrays, ask(exercise.oracles, node, arrays))


def _example(exercise: Exercise, mistake: Mistake, candidate: _Candidate) -> Example | None:
    wrong = ask({**exercise.oracles, **mistake.functions}, candidate.node, candidate.arrays)
    if not distance(wrong, candidate.right) > _VISIBLE:
        return None
    expected, mistaken = (_result(answer, candidate.names) for answer in (candidate.right, wrong))
    return Example(candidate.called, expected, mistaken) if expected and mistaken and expected != mistaken else None


def _called(exercise: Exercise, probe: Probe) -> str:
    """The call as a student would type it; "" for what cannot be typed."""
    step = probe.steps[0]
    function = exercise.oracles.get(step.target)
    if len(probe.steps) > 1 or step.parameters is not None or function is None or not hasattr(function, "__code__"):
        return ""
    try:
        given = [f"{n}={_typed(value)}" for n, value in zip(function.__code__.co_varnames, step.args, strict=False)]
        given += [f"{n}={_typed(value)}" for n, value in step.kwargs.items()]
    except TypeError:
        return ""
    return f"{step.target}({', '.join(given)})"


def _typed(value: Any) -> str:
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return _numbers(value.tolist())
    if isinstance(value, (list, tuple)):
        inner = ", ".join(map(_typed, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    if value is None or isinstance(value, (bool, int, float, str)):
        return repr(value)
    raise TypeError(type(value).__name__)


def _numbers(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_numbers, value))}]"
    return f"{value + 0.0:.4g}" if isinstance(value, float) else str(value)


def _result(answer: Answer, names: tuple[str, ...]) -> str:
    """What came back, in words; "" if it is too much."""
    if answer.raised is not None:
        return answer.raised.type
    tree = answer.returned
    assert isinstance(tree, Container)
    result = tree.parts[0][1]
    if _size(result) > _MOST_OUT:
        return ""
    several = isinstance(result, Container) and len(names) == len(result.parts) > 1
    if not several or not isinstance(result, Container):
        return f"{names[0]} = {_text(result)}" if len(names) == 1 else _text(result)
    return ", ".join(f"{name} = {_text(part)}" for name, (_, part) in zip(names, result.parts, strict=True))


def _size(tree: Tree) -> int:
    if isinstance(tree, Container):
        return sum(_size(part) for _, part in tree.parts) + len(tree.parts)
    return max(1, tree.array.size)


def _text(tree: Tree) -> str:
    if isinstance(tree, Container):
        if tree.kind == "dict":
            return f"{{{', '.join(f'{key!r}: {_text(part)}' for key, part in tree.parts)}}}"
        return f"[{', '.join(_text(part) for _, part in tree.parts)}]"
    return _leaf(tree)


def _leaf(leaf: Leaf) -> str:
    if leaf.kind in ("tensor", "array", "int", "float", "bool"):
        shape = f" of shape {list(leaf.array.shape)}" if leaf.array.size == 0 else ""
        return _numbers(leaf.array.tolist()) + shape
    return repr(leaf.value)
