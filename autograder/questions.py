"""From an exercise and a secret to the questions: probes to send, answers to expect.

Runs in the trusted process only. The oracle and the known mistakes are put to the very probes that students get, by the
same driver, in float64.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping

import numpy as np

from autograder.drawing import PUBLIC, Draw
from autograder.exercise import Case, CourseError, Exercise, Function, Run
from autograder.intake.program import Wanted
from autograder.judge.answer import Answer, Leaf, parts, read_document, read_tree
from autograder.judge.expected import as_asked
from autograder.judge.fingerprints import differences, fingerprint
from autograder.judge.goals import Target, plain
from autograder.judge.question import Kept, Question
from autograder.paper import Paper
from autograder.probes import ProbeEncoder
from autograder.worker.drive import drive
from autograder.worker.values import Encoder
from autograder.worker.wire import Arrays, Node


def set_paper(exercise: Exercise, name: str, secret: bytes, *, public_only: bool = False) -> Paper:
    """Draw every case of `exercise`, called `name`, and answer it. Raises CourseError."""
    arrays: Arrays = {}
    probes: dict[str, Node] = {}
    runs: dict[str, Run] = {}
    questions = []
    cases = [case for case in exercise.cases if case.public or not public_only]
    for case in cases:
        draw = Draw(PUBLIC if case.public else secret, name, case.asked)
        try:
            drawn = runs.get(case.asked) or case.draw(draw)
            if case.asked not in probes:
                probe = drawn.probe if isinstance(drawn, Run) else drawn
                probes[case.asked] = ProbeEncoder(exercise, case, arrays).encode(probe)
            if isinstance(drawn, Run):
                runs[case.asked] = drawn
                questions.append(_set_goal(exercise, case, drawn, probes[case.asked]))
            else:
                questions.append(_set_question(exercise, case, probes[case.asked], draw, arrays))
        except Exception as error:
            raise CourseError(f"{name}: case {case.name} cannot be set: {type(error).__name__}: {error}") from error
    return Paper(
        name,
        tuple(questions),
        probes,
        arrays,
        {case.asked: case.dtype for case in cases},
        {case.asked: exercise.seconds_of(case) for case in cases},
        exercise.forbidden,
        exercise.points,
        exercise.source,
        wanted_of(exercise),
        exercise.model,
        exercise.slips,
        exercise.tolerance["float64"],
    )


def wanted_of(exercise: Exercise) -> Wanted:
    """What a submission has to define."""
    return Wanted(frozenset(exercise.oracles), frozenset(exercise.given))


def _set_goal(exercise: Exercise, case: Case, run: Run, probe: Node) -> Question:
    """The question whether a run reaches a goal. Nobody answers it here: a training takes long."""
    goal = case.goal
    if goal is None:
        raise CourseError("a function that returns a Run is declared with exercise.goals")
    against = _plain(run.known[goal.against]) if goal.against else None
    target = Target(goal.measure, goal.of, against, goal.at_least, goal.at_most, goal.suspicious)
    out: Arrays = {}
    like = as_asked(Answer(read_tree(Encoder(out).encode(list(run.like)), out), None), case.dtype)
    return Question(
        case.name,
        case.says,
        case.points,
        case.public,
        exercise.tolerance_of(case),
        like,
        {},
        probe["called"],
        _kept(exercise, probe),
        "",
        case.asked,
        target,
    )


def _plain(value: object) -> object:
    """What a run knows, as the judge gets it."""
    out: Arrays = {}
    return plain(read_tree(Encoder(out).encode(value), out))


def _set_question(exercise: Exercise, case: Case, probe: Node, draw: Draw, arrays: Arrays) -> Question:
    if case.gradients:
        values = ask(exercise.oracles, {**probe, "gradients": False}, arrays)
        probe["cotangents"] = _cotangents(values, draw, arrays)
    expected = as_asked(ask(exercise.oracles, probe, arrays), case.dtype)
    if expected.raised is not None and expected.raised.type not in vars(builtins):
        raise CourseError(f"the oracle cannot answer it: {expected.raised.type} {expected.raised.message}")
    right, tolerance = fingerprint(expected), exercise.tolerance_of(case)
    known = {
        mistake.name: differences(
            fingerprint(ask({**exercise.oracles, **mistake.functions}, probe, arrays)), right, tolerance
        )
        for mistake in exercise.mistakes
    }
    return Question(
        case.name,
        case.says,
        case.points,
        case.public,
        tolerance,
        expected,
        known,
        probe["called"],
        _kept(exercise, probe),
        _watching(case, probe, expected, arrays),
    )


def _kept(exercise: Exercise, probe: Node) -> tuple[Kept, ...]:
    """What the probe keeps, with the names that the oracles declare."""
    targets = [step["target"] for step in probe["steps"]]

    def names(target: str) -> tuple[str, ...]:
        root, _, method = target.partition(".")
        return exercise.returns.get(targets[int(root[1:])] if root.startswith("$") and not method else target, ())

    return tuple(Kept(number, names(step["target"])) for number, step in enumerate(probe["steps"], 1) if step["keep"])


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
