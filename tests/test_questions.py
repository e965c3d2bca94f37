"""From an exercise and a secret to the questions: who may know what, and what moves what."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from autograder.course import Course
from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, call
from autograder.judge.answer import parts
from autograder.judge.verdict import PASSED, Status, decide
from autograder.paper import Paper, digest_of
from autograder.questions import ask, set_paper
from autograder.worker.wire import unpack

NAME = "ch1.double"


def inputs(paper: Paper, case: str) -> list[list[float]]:
    """The numbers that a case is put with."""
    found: list[list[float]] = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            found.extend(paper.arrays[node[kind]].tolist() for kind in ("tensor", "array") if kind in node)
            node = list(node.values())
        if isinstance(node, list):
            for part in node:
                look(part)

    look(paper.probes[case])
    return found


def all_inputs(paper: Paper) -> dict[str, list[list[float]]]:
    """The numbers of every case."""
    return {case: inputs(paper, case) for case in paper.probes}


def test_adding_a_case_moves_no_other(tiny: Exercise) -> None:
    """A case put before, between or after the others leaves their inputs as they were."""
    before = all_inputs(set_paper(tiny, NAME, b"secret"))

    def another(draw: Draw) -> Probe:
        """Another."""
        return call("double", draw.normal(7))

    tiny.case(1, gradients=True)(another)
    for place in range(len(tiny.cases)):
        tiny.cases.insert(place, tiny.cases.pop())
        after = all_inputs(set_paper(tiny, NAME, b"secret"))
        assert {case: numbers for case, numbers in after.items() if case != "another"} == before


def test_another_secret_moves_hidden_cases_only(tiny: Exercise) -> None:
    """Public inputs are everybody's; hidden ones change with the secret, and with the exercise's name."""
    mine, theirs = (all_inputs(set_paper(tiny, NAME, secret)) for secret in (b"one", b"two"))
    assert [case for case in mine if mine[case] == theirs[case]] == ["a_vector"]
    assert all_inputs(set_paper(tiny, "ch1.other", b"one"))["a_matrix"] != mine["a_matrix"]


def test_every_real_exercise_keeps_its_secret(course: Course) -> None:
    """In an exercise of the course, public cases are the same under every secret, and hidden ones differ."""
    exercise = course["ch2.lstm_cell"]
    mine, theirs = (all_inputs(set_paper(exercise, "ch2.lstm_cell", secret)) for secret in (b"one", b"two"))
    public = {case.name for case in exercise.cases if case.public}
    assert {case for case in mine if mine[case] == theirs[case]} == public


def test_public_only(tiny: Exercise) -> None:
    """What is made for students is set without any secret and without hidden cases."""
    paper = set_paper(tiny, NAME, b"", public_only=True)
    assert list(paper.probes) == ["a_vector"] == [question.name for question in paper.questions]


def test_the_digest(tiny: Exercise) -> None:
    """The digest repeats, and changes with the secret, the oracle, the points and the forbidden names."""

    def digest(secret: bytes = b"one") -> str:
        return digest_of(set_paper(tiny, NAME, secret))

    seen = [digest()]
    assert digest() == seen[0]
    seen.append(digest(b"two"))
    tiny.forbidden = ()
    seen.append(digest())
    tiny.oracles["double"] = lambda x: x * 2.001
    seen.append(digest())
    tiny.cases[0] = tiny.cases[0].__class__(**{**vars(tiny.cases[0]), "points": 9})
    seen.append(digest())
    assert len(set(seen)) == len(seen)


def put(paper: Paper, names: Mapping[str, Callable[..., Any]]) -> list[Status]:
    """The statuses of an implementation that is asked here."""
    return [
        decide(q, ask(names, paper.probes[q.name], paper.arrays)).status
        for q in paper.questions
        if q.name != "its_argument"
    ]


def test_right_and_wrong(paper: Paper) -> None:
    """The oracle passes its own questions, and every known mistake fails where it should."""
    assert put(paper, {"double": lambda x: x + x}) == [Status.passed] * 3
    assert put(paper, {"double": lambda x: 3 * x}) == [Status.wrong] * 3
    assert put(paper, {"double": lambda x: (2 * x).detach()}) == [Status.passed, Status.passed, Status.wrong]


@pytest.mark.parametrize("name", ["ch2.lstm_cell"])
def test_twins_agree(course: Course, name: str) -> None:
    """A real oracle's questions are answered by its twin in torch."""
    exercise = course[name]
    paper = set_paper(exercise, name, b"secret")
    twins = {**exercise.oracles, **exercise.twins}
    verdicts = [decide(q, ask(twins, paper.probes[q.name], paper.arrays)) for q in paper.questions]
    wide = [paper.dtypes[question.name] == "float64" for question in paper.questions]
    assert [verdict for verdict, w in zip(verdicts, wide, strict=True) if w] == [PASSED] * sum(wide)


def test_what_crosses_the_wall(paper: Paper) -> None:
    """A job has probes and nothing else: no expected number, no mistake, no tolerance, no points."""
    names = tuple(question.name for question in paper.questions)
    head, body, _ = unpack(paper.job("cpu", names))
    text = head.decode()
    for word in ("expected", "three_times", "tolerance", "points", "fingerprint", "hint", "The gradient."):
        assert word not in text
    for question in paper.questions:
        assert question.expected.returned is not None
        for _, leaf in parts(question.expected.returned):
            assert leaf.array.tobytes() not in body
    assert {case["dtype"] for case in json.loads(head)["cases"]} == {"float64", "float32"}
