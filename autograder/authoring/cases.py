"""The public cases of an exercise as a readable file: inputs, expected values, fingerprints of known mistakes."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import numpy as np

from autograder.authoring.solution import Solution
from autograder.drawing import PUBLIC
from autograder.examples import examples_of
from autograder.exercise import Exercise
from autograder.judge.answer import Container, Tree
from autograder.judge.goals import Target
from autograder.judge.question import Question
from autograder.questions import set_paper
from autograder.selfcheck.cases import CaseFile, PublicCase, PublicTarget
from autograder.worker.drive import drive
from autograder.worker.values import Encoder
from autograder.worker.wire import Arrays, Node

#: Digits kept of an expected value: enough for any tolerance, and the same on every machine.
DIGITS = 10


def case_file(exercise: Exercise, name: str, solution: Solution) -> str:
    """The text of ``assignments/chN/cases/x.json``."""
    paper = set_paper(exercise, name, PUBLIC, public_only=True)
    cases: list[PublicCase] = []
    for question in paper.questions:
        first = all(question.asked != (case.asked or case.name) for case in cases)
        probe = paper.probes[question.asked]
        case = PublicCase(
            question.name,
            question.says,
            question.points,
            paper.dtypes[question.asked],
            question.tolerance,
            question.called,
            question.kept,
            question.watching,
            _written_out(probe, paper.arrays, paper.dtypes[question.asked]) if first else {},
            _expected(exercise, question, probe, paper.arrays),
            dict(question.fingerprints),
            question.probe,
            _target(question.target),
        )
        cases.append(case)
    mistakes = {m.name: {"en": m.hint, "ja": m.hint_ja} for m in exercise.mistakes}
    titles = {"en": exercise.title, "ja": exercise.title_ja}
    forbidden = list(exercise.forbidden)
    names, given = list(exercise.oracles), sorted(solution.defined - set(exercise.oracles))
    file = CaseFile(
        name,
        titles,
        exercise.points,
        exercise.position,
        forbidden,
        cases,
        mistakes,
        solution.hints,
        exercise.project,
        names,
        given,
        examples_of(exercise, name),
    )
    return _formatted(msgspec.to_builtins(file))


def _expected(exercise: Exercise, question: Question, probe: Node, arrays: Arrays) -> dict[str, Any]:
    """The oracle's answer; of a run, the structure of its results."""
    if question.target is None:
        document, out = drive(exercise.oracles, probe, arrays, "cpu", "float64")
        written: dict[str, Any] = _written_out(document, out)
        return written
    assert question.expected.returned is not None
    like = _structure(question.expected.returned)
    return {"returned": like, "raised": None, "cut": [], "gradients": {}, "inputs": {}, "calls": {}}


def _structure(tree: Tree) -> Node:
    """A tree as a node."""
    if isinstance(tree, Container):
        parts = [[key, _structure(part)] for key, part in tree.parts]
        return {"dict": parts} if tree.kind == "dict" else [part for _, part in parts]
    if tree.kind in ("tensor", "array"):
        flat = [_number(value) for value in tree.array.ravel()]
        return {tree.kind: flat, "dtype": tree.dtype, "device": tree.device, "shape": list(tree.array.shape)}
    return tree.value


def _target(target: Target | None) -> PublicTarget | None:
    if target is None:
        return None
    against = Encoder(None).encode(target.against)
    return PublicTarget(target.measure, list(target.of), against, target.at_least, target.at_most, target.suspicious)


def _written_out(node: Node, arrays: Arrays, dtype: str = "float64") -> Node:
    """A node whose numbers stand in it instead of beside it; inputs in single precision as short as they can be."""
    if isinstance(node, list):
        return [_written_out(part, arrays, dtype) for part in node]
    if not isinstance(node, dict):
        return float(f"{node:.{DIGITS}g}") if isinstance(node, float) else node
    for kind in ("tensor", "array"):
        if kind in node:
            array = arrays[node[kind]]
            return {**node, kind: [_number(value, dtype) for value in array.ravel()], "shape": list(array.shape)}
    return {key: _written_out(part, arrays, dtype) for key, part in node.items()}


def _number(value: np.generic, dtype: str = "float64") -> Any:
    if value.dtype.kind != "f":
        return value.item()
    number = float(f"{value.item():.{DIGITS}g}" if dtype == "float64" else str(np.float32(value)))
    return number if np.isfinite(number) else {"float": repr(number)}


def _formatted(document: Any) -> str:
    """JSON with each tensor, and each list of numbers, on one line."""
    text = json.dumps(document, indent=1, ensure_ascii=False)
    for innermost in (r"\[\s+[^\[\]{}]*?\s+\]", r"\{\s+[^{}]*?\s+\}"):
        text = re.sub(innermost, lambda match: json.dumps(json.loads(match[0]), ensure_ascii=False), text)
    return text + "\n"
