"""From an exercise and a secret to the questions: probes to send, answers to expect.

Runs in the trusted process only. The oracle and the known mistakes are put to the very probes that students get, by the
same driver, in float64.
"""

from __future__ import annotations

import builtins
import hashlib
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
import numpy as np
import torch

from autograder.drawing import PUBLIC, Draw
from autograder.exercise import Callback, Case, Exercise, Function, Probe, Step
from autograder.judge.answer import Answer, Leaf, parts, read_document
from autograder.judge.diagnose import fingerprint
from autograder.judge.expected import as_asked
from autograder.judge.verdict import Question
from autograder.worker.callbacks import NOUNS
from autograder.worker.drive import drive
from autograder.worker.values import Arrays, Encoder, Node, pack


class CourseError(Exception):
    """The author's fault; the message names the place and the remedy."""


@dataclass(frozen=True)
class Paper:
    """The questions of one exercise for one secret, with all that a worker needs to put them.

    Attributes:
        probes: for each case its node; tensors lie in `arrays` under the names that the nodes mention.
    """

    exercise: str
    questions: tuple[Question, ...]
    probes: Mapping[str, Node]
    arrays: Arrays
    dtypes: Mapping[str, str]
    forbidden: tuple[str, ...]
    cpu_seconds: int
    points: float
    _whole: dict[str, bytes] = field(default_factory=dict, compare=False)

    def job(self, device: str, only: tuple[str, ...]) -> bytes:
        """What a worker is sent to put the cases named `only` on `device`. That of all cases is made once."""
        if len(only) < len(self.questions):
            return self._job(device, only)
        if device not in self._whole:
            self._whole[device] = self._job(device, only)
        return self._whole[device]

    def _job(self, device: str, only: tuple[str, ...]) -> bytes:
        cases = [{"name": name, "probe": self.probes[name], "dtype": self.dtypes[name]} for name in only]
        document = {
            "exercise": self.exercise,
            "name": self.exercise.partition(".")[2],
            "forbidden": list(self.forbidden),
            "cpu_seconds": self.cpu_seconds,
            "device": device,
            "cases": cases,
        }
        used = _names_used(cases)
        return pack(document, {name: array for name, array in self.arrays.items() if name in used})


def _names_used(node: Node) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_names_used, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {node[kind] for kind in ("tensor", "array") if kind in node}
    return own.union(*map(_names_used, node.values())) if node else own


def set_paper(exercise: Exercise, name: str, secret: bytes, *, public_only: bool = False) -> Paper:
    """Draw every case of `exercise`, called `name`, and answer it. Raises CourseError."""
    arrays: Arrays = {}
    probes, questions = {}, []
    cases = [case for case in exercise.cases if case.public or not public_only]
    for case in cases:
        draw = Draw(PUBLIC if case.public else secret, name, case.name)
        try:
            probes[case.name], question = _set_question(exercise, case, draw, arrays)
        except Exception as error:
            raise CourseError(f"{name}: case {case.name} cannot be set: {type(error).__name__}: {error}") from error
        questions.append(question)
    dtypes = {case.name: case.dtype for case in cases}
    return Paper(
        name,
        tuple(questions),
        probes,
        arrays,
        dtypes,
        exercise.forbidden,
        exercise.cpu_seconds,
        exercise.points,
    )


def _set_question(exercise: Exercise, case: Case, draw: Draw, arrays: Arrays) -> tuple[Node, Question]:
    probe = _ProbeEncoder(exercise, case, arrays).encode(case.draw(draw))
    if case.gradients:
        values = ask(exercise.oracles, {**probe, "gradients": False}, arrays)
        probe["cotangents"] = _cotangents(values, draw, arrays)
    expected = as_asked(ask(exercise.oracles, probe, arrays), case.dtype)
    if expected.raised is not None and expected.raised.type not in vars(builtins):
        raise CourseError(f"the oracle cannot answer it: {expected.raised.type} {expected.raised.message}")
    known = {
        mistake.name: fingerprint(ask({**exercise.oracles, **mistake.functions}, probe, arrays))
        for mistake in exercise.mistakes
    }
    last = probe["steps"][-1]["target"]
    question = Question(
        case.name,
        case.says,
        case.points,
        case.public,
        exercise.tolerance_of(case),
        expected,
        known,
        probe["called"],
        exercise.returns.get(last, ()),
        _watching(case, probe, expected, arrays),
    )
    return probe, question


def _watching(case: Case, probe: Node, expected: Answer, arrays: Arrays) -> str:
    """The code of the finding for an argument that is not as expected after the call."""
    if case.watch == "memory":
        return "shared"
    before = dict(_labelled(probe))
    after = {label: tree for label, tree in expected.inputs.items() if isinstance(tree, Leaf)}
    same = all(np.array_equal(arrays[before[label]], leaf.array, equal_nan=True) for label, leaf in after.items())
    return "changed" if same else "contents"


def _labelled(node: Node) -> Iterator[tuple[str, str]]:
    """The label and the array's name of every input in a probe."""
    if isinstance(node, list):
        for part in node:
            yield from _labelled(part)
    elif isinstance(node, dict):
        if "label" in node and "callback" not in node:
            yield node["label"], str(node.get("tensor", node.get("array")))
        for part in node.values():
            yield from _labelled(part)


def ask(names: Mapping[str, Function], probe: Node, arrays: Arrays) -> Answer:
    """The answer of an implementation in this process, in float64 whatever the dtype of the case."""
    document, out = drive(names, probe, arrays, "cpu", "float64")
    return read_document(document, out)


def _cotangents(answer: Answer, draw: Draw, arrays: Arrays) -> dict[str, Node]:
    """A random weight for every float tensor that the oracle returns, by path."""
    cotangents = {}
    if answer.returned is None:
        raise CourseError(f"the oracle raises {answer.raised}")
    for path, leaf in parts(answer.returned):
        if leaf.kind == "tensor" and leaf.array.dtype.kind == "f":
            cotangents[path] = Encoder(arrays).encode(draw.normal(*leaf.array.shape))
    return cotangents


class _ProbeEncoder:
    """A probe to its node: labels every input with the name of the parameter that it is given to."""

    def __init__(self, exercise: Exercise, case: Case, arrays: Arrays) -> None:
        self._exercise = exercise
        self._case = case
        self._arrays = arrays
        self._encoder = Encoder(arrays, self._special)

    def encode(self, probe: Probe) -> dict[str, Node]:
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
        if isinstance(value, torch.dtype):
            return {"dtype": str(value).removeprefix("torch.")}
        raise CourseError(f"a probe cannot hold a {type(value).__name__}")


def _text(value: Any, dtype: str) -> str:
    if isinstance(value, (torch.Tensor, np.ndarray)):
        kind = "array " if isinstance(value, np.ndarray) else ""
        own = str(value.dtype).removeprefix("torch.")
        return f"{kind}{dtype if own == 'float64' else own} {list(value.shape)}"
    if isinstance(value, (tuple, list)):
        inner = ", ".join(_text(part, dtype) for part in value)
        return f"({inner})" if isinstance(value, tuple) else f"[{inner}]"
    if isinstance(value, Callback):
        return NOUNS.get(value.kind, "a function")
    return repr(value)


def digest_of(paper: Paper) -> str:
    """Identifies the questions and what is expected: changes when a case, an oracle or the secret does."""
    sha = hashlib.sha256(paper.job("cpu", tuple(question.name for question in paper.questions)))
    for question in paper.questions:
        sha.update(msgspec.json.encode([question.points, question.tolerance, fingerprint(question.expected)]))
    return sha.hexdigest()[:16]
