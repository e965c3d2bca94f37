"""Which verdict an answer gets, and which of its faults is told."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.judge.answer import Answer, Container, Leaf, Raised, Tree
from autograder.judge.messages import Finding
from autograder.judge.question import Kept, Question
from autograder.judge.verdict import PASSED, Status, Verdict, decide, loading_failed

TOLERANCE = 1e-6


def question(expected: Answer, returns: tuple[str, ...] = ()) -> Question:
    """A question with this answer."""
    steps = len(expected.returned.parts) if isinstance(expected.returned, Container) else 1
    kept = tuple(Kept(number, returns) for number in range(1, steps + 1))
    return Question("case", "says", 1, True, TOLERANCE, expected, {}, "f()", kept, "")


def several(*parts: Tree) -> Container:
    """A list or tuple."""
    return Container("sequence", tuple((str(i), part) for i, part in enumerate(parts)))


def tensor(array: np.ndarray) -> Leaf:
    """A tensor on the CPU."""
    return Leaf("tensor", array, array.dtype.name, "cpu")


BASE = Answer(several(Leaf("int", 1)), None)
RIGHT, WRONG, NONE = tensor(np.ones(2)), tensor(np.full(2, 3.0)), tensor(np.zeros(2))
EXPECTED = Answer(several(RIGHT), None, (), {"x": RIGHT}, {"x": RIGHT}, {"f": several(several(RIGHT))})
FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("raised", {"raised": Raised("ValueError", "m", 3, False)}),
    ("fed", {"calls": {"f": several(several(WRONG))}}),
    ("values", {"returned": several(WRONG)}),
    ("cut", {"cut": ("0",)}),
    ("values", {"gradients": {"x": WRONG}}),
    ("changed", {"inputs": {"x": WRONG}}),
]


@pytest.mark.parametrize("first", range(len(FAULTS)))
def test_precedence(first: int) -> None:
    """Of several faults the earliest cause is reported: raised, fed, returned, cut off, gradients, arguments."""
    answer = EXPECTED
    for _, fault in FAULTS[first:]:
        answer = replace(answer, **fault)
    finding = decide(question(EXPECTED), answer).finding
    assert finding is not None and finding.code == FAULTS[first][0]
    if first == 4:
        assert finding.facts["where"] == "the gradient of x"


@pytest.mark.parametrize(
    ("mine", "theirs", "code"),
    [
        (NONE, RIGHT, "no_gradient"),
        (tensor(np.zeros((1, 2))), RIGHT, "no_gradient"),
        (NONE, NONE, None),
        (RIGHT, NONE, "values"),
        (tensor(np.array([0.0, 3.0])), RIGHT, "values"),
        (tensor(np.full(2, np.nan)), RIGHT, "values"),
        (several(NONE), RIGHT, "type"),
    ],
)
def test_a_gradient_that_does_not_arrive(mine: Tree, theirs: Leaf, code: str | None) -> None:
    """A gradient of nothing but zeros where it should not be zero did not arrive; any other is just wrong."""
    asked = replace(BASE, gradients={"x": theirs})
    finding = decide(question(asked), replace(BASE, gradients={"x": mine})).finding
    assert (finding.code if finding else None) == code
    assert code != "no_gradient" or finding == Finding("no_gradient", {"where": "x"})


def raised(type_: str, line: int | None = 3, memory: bool = False) -> Raised:
    """An exception."""
    return Raised(type_, "message", line, memory)


RAISED: list[tuple[Raised | None, Raised | None, Status, str | None]] = [
    (raised("NotImplementedError"), None, Status.not_started, "not_started"),
    (raised("NotImplementedError"), raised("ValueError"), Status.not_started, "not_started"),
    (raised("ValueError"), None, Status.error, "raised"),
    (raised("ValueError", None), None, Status.error, "raised_outside"),
    (raised("RuntimeError", memory=True), None, Status.out_of_memory, "out_of_memory"),
    (raised("Forbidden"), None, Status.forbidden, "forbidden_call"),
    (raised("TooLarge", None), None, Status.error, "output_limit"),
    (raised("EntryMissing", None), None, Status.error, "no_entry"),
    (raised("ValueError"), raised("ValueError"), Status.passed, None),
    (raised("TypeError"), raised("ValueError"), Status.wrong, "should_raise_other"),
    (None, raised("ValueError"), Status.wrong, "should_raise"),
    (raised("Forbidden"), raised("ValueError"), Status.forbidden, "forbidden_call"),
    (raised("EntryMissing"), raised("ValueError"), Status.error, "no_entry"),
    (raised("RuntimeError", memory=True), raised("ValueError"), Status.out_of_memory, "out_of_memory"),
]


@pytest.mark.parametrize(("mine", "theirs", "status", "code"), RAISED)
def test_exceptions(mine: Raised | None, theirs: Raised | None, status: Status, code: str | None) -> None:
    """An exception is an error unless it was asked for, and our own have their own statuses."""
    asked = Answer(None, theirs) if theirs else EXPECTED
    verdict = decide(question(asked), Answer(None, mine) if mine else EXPECTED)
    assert (verdict.status, verdict.finding.code if verdict.finding else None) == (status, code)


@pytest.mark.parametrize(
    ("mine", "code"),
    [
        ("SyntaxError", "loading"),
        ("Forbidden", "forbidden_call"),
        ("NotImplementedError", "loading"),
        ("TooLarge", "output_limit"),
    ],
)
def test_a_file_that_does_not_load(mine: str, code: str) -> None:
    """What goes wrong on loading is said to have gone wrong then."""
    verdict: Verdict = loading_failed(raised(mine))
    assert verdict.status is not Status.passed and verdict.finding is not None and verdict.finding.code == code


@pytest.mark.parametrize(
    ("calls", "code", "call"),
    [([1, 2], None, 0), ([1], "fed_calls", 0), ([1, 2, 3], "fed_calls", 0), ([1, 9], "fed", 2)],
)
def test_calls_of_a_callback(calls: list[int], code: str | None, call: int) -> None:
    """The first call that was fed something else is named; then the number of calls must agree."""

    def fed(numbers: list[int]) -> Answer:
        return replace(BASE, calls={"f": several(*(several(tensor(np.array([n]))) for n in numbers))})

    finding = decide(question(fed([1, 2])), fed(calls)).finding
    assert (finding.code if finding else None) == code
    assert finding is None or finding.facts.get("call", 0) == call


NAMES = [
    ((), "0", "the result"),
    ((), "0.1", "the result[1]"),
    (("y",), "0", "y"),
    (("y",), "0.2", "y[2]"),
    (("h", "c"), "0", "the result"),
    (("h", "c"), "0.1", "c"),
    (("h", "c"), "0.1.0", "c[0]"),
    (("h", "c"), "0.7", "the result[7]"),
    (("h", "c"), "0.loss", "the result[loss]"),
]


@pytest.mark.parametrize(("returns", "path", "name"), NAMES)
def test_names_of_results(returns: tuple[str, ...], path: str, name: str) -> None:
    """Results are called what the author calls them, and by their place where they have no name."""
    assert question(BASE, returns).name_of(path) == name


@pytest.mark.parametrize("path", ["", "0.0.0", "7", "x.y"])
def test_paths_that_do_not_exist(path: str) -> None:
    """A claim that something is cut off which is no part of the result is not believed."""
    assert decide(question(BASE, ("h", "c")), replace(BASE, cut=(path,))) == PASSED
