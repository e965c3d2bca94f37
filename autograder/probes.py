"""A probe as the author wrote it to a node: plain data, every input labelled with the parameter that it is given to."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import torch

from autograder.exercise import Callback, Case, CourseError, Earlier, Exercise, Function, Probe, Step
from autograder.worker.callbacks import NOUNS
from autograder.worker.values import Encoder
from autograder.worker.wire import Arrays, Node

#: A longer list is not written out in the words of a call.
_LONG = 40


class ProbeEncoder:
    """A probe to its node: labels every input with the name of the parameter that it is given to."""

    def __init__(self, exercise: Exercise, case: Case, arrays: Arrays) -> None:
        self._exercise = exercise
        self._case = case
        self._arrays = arrays
        self._encoder = Encoder(arrays, self._special)

    def encode(self, probe: Probe) -> dict[str, Node]:
        """The node of a probe, with its tensors put into the arrays. Raises CourseError."""
        last = len(probe.steps) - 1
        return {
            "steps": [
                {**self._step(probe, number), "keep": step.keep or number == last}
                for number, step in enumerate(probe.steps)
            ],
            "gradients": self._case.gradients,
            "cotangents": {},
            "no_grad": self._case.no_grad,
            "watch": self._case.watch,
            "called": "; ".join(self._called(probe, step) for step in probe.steps),
        }

    def _step(self, probe: Probe, number: int) -> dict[str, Node]:
        step = probe.steps[number]
        suffix = f" of call {number + 1}" if number else ""
        names = self._parameter_names(probe, step)
        args = [self._label(self._rounded(value), name + suffix) for name, value in zip(names, step.args, strict=True)]
        kwargs = [[name, self._label(self._rounded(value), name + suffix)] for name, value in step.kwargs.items()]
        loaded = None if step.parameters is None else self._parameters(step.parameters)
        return {
            "target": step.target,
            "args": args,
            "kwargs": {"dict": kwargs},
            "parameters": loaded,
            "plain": step.tensor,
        }

    def _called(self, probe: Probe, step: Step) -> str:
        """The call in words: ``lstm_cell(x: float64 [3, 4], state: (float64 [3, 5], float64 [3, 5]))``."""
        dtype = self._case.dtype
        names = self._parameter_names(probe, step)
        given = [f"{name}: {_text(value, dtype)}" for name, value in zip(names, step.args, strict=True)]
        given += [f"{name}={_text(value, dtype)}" for name, value in step.kwargs.items()]
        root, dot, attribute = step.target.partition(".")
        made_by = probe.steps[int(root[1:])].target if root.startswith("$") else root
        return f"{made_by}{dot}{attribute}({', '.join(given)})"

    def _parameter_names(self, probe: Probe, step: Step) -> list[str]:
        """What the parameters are called that the step's positional arguments are given to."""
        function = self._function(probe, step.target)
        if function is None:
            return [f"argument {i + 1}" for i in range(len(step.args))]
        bound = inspect.signature(function).bind(*step.args, **step.kwargs)
        return list(bound.arguments)[: len(step.args)]

    def _function(self, probe: Probe, target: str) -> Function | None:
        """The oracle's function for a target; a method, without its self, for ``"$0.method"`` or ``"$0"``."""
        root, *attributes = target.split(".")
        if not root.startswith("$"):
            return self._exercise.oracles.get(target)
        made_by = self._exercise.oracles.get(probe.steps[int(root[1:])].target)
        if not isinstance(made_by, type) or len(attributes) > 1:
            return None
        method = getattr(made_by, attributes[0] if attributes else "forward", None)
        return None if method is None else partial(method, None)

    def _parameters(self, parameters: Mapping[str, Any]) -> Node:
        return {"dict": [[name, self._label(self._rounded(value), name)] for name, value in parameters.items()]}

    def _rounded(self, value: Any) -> Any:
        """Values as the case's dtype can hold them, so that the oracle sees what the student sees."""
        if self._case.dtype == "float32":
            if isinstance(value, torch.Tensor) and value.is_floating_point():
                return value.float().double()
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                return value.astype(np.float32).astype(np.float64)
            if isinstance(value, (list, tuple)):
                return type(value)(self._rounded(part) for part in value)
            if isinstance(value, dict):
                return {key: self._rounded(part) for key, part in value.items()}
        return value

    def _label(self, value: Any, label: str) -> Node:
        if isinstance(value, (list, tuple)):
            nodes = [self._label(part, f"{label}[{i}]") for i, part in enumerate(value)]
            return nodes if isinstance(value, list) else {"tuple": nodes}
        if isinstance(value, dict):
            return {"dict": [[key, self._label(part, f"{label}[{key!r}]")] for key, part in value.items()]}
        node = self._encoder.encode(value)
        if isinstance(node, dict) and not {"tensor", "array", "callback"}.isdisjoint(node):
            node["label"] = label
            node.pop("device", None)  # a probe is put on the device that is graded
            if "callback" in node:
                for name, parameter in node["parameters"]["dict"]:
                    parameter["label"] = f"{label}.{name}"
        return node

    def _special(self, value: Any) -> Node:
        if isinstance(value, Callback):
            parameters = {name: self._rounded(tensor) for name, tensor in value.parameters.items()}
            return {"callback": value.kind, "parameters": self._encoder.encode(parameters)}
        if isinstance(value, Earlier):
            return {"result": value.step}
        if isinstance(value, torch.dtype):
            return {"dtype": str(value).removeprefix("torch.")}
        raise CourseError(f"a probe cannot hold a {type(value).__name__}")


def _text(value: Any, dtype: str) -> str:
    if isinstance(value, (torch.Tensor, np.ndarray)):
        kind = "array " if isinstance(value, np.ndarray) else ""
        own = str(value.dtype).removeprefix("torch.")
        return f"{kind}{dtype if own == 'float64' else own} {list(value.shape)}"
    if isinstance(value, list) and len(value) > _LONG:
        return f"[{_text(value[0], dtype)}, …, {len(value)} in all]"
    if isinstance(value, (tuple, list)):
        inner = ", ".join(_text(part, dtype) for part in value)
        return f"({inner})" if isinstance(value, tuple) else f"[{inner}]"
    if isinstance(value, Earlier):
        return "what came back before"
    if isinstance(value, Callback):
        return NOUNS.get(value.kind, "a function")
    return repr(value)
