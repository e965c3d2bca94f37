"""From an exercise and a secret to the questions: probes to send, answers to expect.

Runs in the trusted process only. The oracle and the known mistakes are put to the very probes that students get, by the
same driver, in float64.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import torch

from autograder.drawing import PUBLIC, Draw
from autograder.exercise import Callback, Case, Exercise, Function, Probe, Step
from autograder.judge.answer import Answer, parts, read_document
from autograder.judge.diagnose import fingerprint
from autograder.judge.expected import as_asked
from autograder.judge.verdict import Question
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

    def job(self, device: str, only: tuple[str, ...]) -> bytes:
        """What a worker is sent to put the cases named `only` on `device`."""
        cases = [{"name": name, "probe": self.probes[name], "dtype": self.dtypes[name]} for name in only]
        document = {
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
        case.watch == "memory",
    )
    return probe, question


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
        steps = []
        called = []
        for number, step in enumerate(probe.steps):
            names = [f"{name} of call {number + 1}" if number else name for name in self._parameter_names(step)]
            args = [self._label(self._rounded(value), label) for label, value in zip(names, step.args, strict=True)]
            kwargs = [[key, self._label(self._rounded(value), key)] for key, value in step.kwargs.items()]
            called.append(_call_text(step, self._parameter_names(step), self._case.dtype))
            loaded = None if step.parameters is None else self._parameters(step.parameters)
            steps.append(
                {
                    "target": step.target,
                    "args": args,
                    "kwargs": {"dict": kwargs},
                    "parameters": loaded,
                    "keep": step.keep or number == len(probe.steps) - 1,
                }
            )
        return {
            "steps": steps,
            "gradients": self._case.gradients,
            "cotangents": {},
            "no_grad": self._case.no_grad,
            "watch": self._case.watch,
            "called": "; ".join(called),
        }

    def _parameter_names(self, step: Step) -> list[str]:
        function = self._exercise.oracles.get(step.target)
        if function is None:
            return [f"argument {i + 1}" for i in range(len(step.args))]
        bound = inspect.signature(function).bind(*step.args, **step.kwargs)
        return list(bound.arguments)[: len(step.args)]

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
        return value

    def _label(self, value: Any, label: str) -> Node:
        if isinstance(value, (list, tuple)):
            nodes = [self._label(part, f"{label}[{i}]") for i, part in enumerate(value)]
            return nodes if isinstance(value, list) else {"tuple": nodes}
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


def _call_text(step: Step, names: list[str], dtype: str) -> str:
    """The call in words: ``lstm_cell(x: float64 [3, 4], state: (float64 [3, 5], float64 [3, 5]))``."""
    given = [f"{name}: {_text(value, dtype)}" for name, value in zip(names, step.args, strict=True)]
    given += [f"{name}={_text(value, dtype)}" for name, value in step.kwargs.items()]
    return f"{step.target}({', '.join(given)})"


def _text(value: Any, dtype: str) -> str:
    if isinstance(value, (torch.Tensor, np.ndarray)):
        kind = "array " if isinstance(value, np.ndarray) else ""
        own = str(value.dtype).removeprefix("torch.")
        return f"{kind}{dtype if own == 'float64' else own} {list(value.shape)}"
    if isinstance(value, (tuple, list)):
        inner = ", ".join(_text(part, dtype) for part in value)
        return f"({inner})" if isinstance(value, tuple) else f"[{inner}]"
    return "a function" if isinstance(value, Callback) else repr(value)


def digest_of(paper: Paper) -> str:
    """Identifies the questions and what is expected: changes when a case, an oracle or the secret does."""
    sha = hashlib.sha256(paper.job("cpu", tuple(question.name for question in paper.questions)))
    for question in paper.questions:
        sha.update(msgspec.json.encode([question.points, question.tolerance, fingerprint(question.expected)]))
    return sha.hexdigest()[:16]
