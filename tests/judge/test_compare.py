"""The first difference between two trees, and how far apart two answers lie."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judge.answer import Answer, Container, Leaf, Raised, Tree
from autograder.judge.compare import compare_trees, distance, errors


def tensor(*numbers: Any, dtype: str = "float64", device: str = "cpu") -> Leaf:
    """A tensor of these numbers."""
    return Leaf("tensor", np.array(numbers), dtype, device)


def several(*parts: Tree) -> Container:
    """A list or tuple."""
    return Container("sequence", tuple((str(i), part) for i, part in enumerate(parts)))


def keyed(**parts: Tree) -> Container:
    """A dict."""
    return Container("dict", tuple(parts.items()))


ONE, NONE = Leaf("int", 1), Leaf("NoneType", None)
WIDE, TALL = Leaf("tensor", np.ones((2, 3)), "float64"), Leaf("tensor", np.ones((3, 2)), "float64")

DIFFERENCES: list[tuple[Tree, Tree, str | None]] = [
    (tensor(1.0, 2.0), tensor(1.0, 2.0), None),
    (tensor(1.0, 2.0), tensor(1.0, 2.1), "values"),
    (Leaf("tensor", np.array(1.0), "float64"), Leaf("tensor", np.array(2.0), "float64"), "value"),
    (tensor(1.0), tensor(1.0, dtype="float32"), "dtype"),
    (tensor(1.0, device="cpu"), tensor(1.0, device="cuda"), "device"),
    (WIDE, TALL, "shape_exchanged"),
    (tensor(1.0), WIDE, "shape"),
    (tensor(1, 2, dtype="int64"), tensor(1, 3, dtype="int64"), "values"),
    (tensor(1, 2**60, dtype="int64"), tensor(1, 2**60 + 1, dtype="int64"), "values"),
    (tensor(math.nan), tensor(math.nan), None),
    (tensor(math.inf), tensor(math.inf), None),
    (tensor(math.inf), tensor(-math.inf), "values"),
    (tensor(math.nan), tensor(1.0), "values"),
    (tensor(1.0), tensor(math.nan), "values"),
    (ONE, Leaf("float", 1.0), None),
    (Leaf("float", 1.0), ONE, "type"),
    (Leaf("bool", True), ONE, "type"),
    (Leaf("array", np.ones(2), "float64"), tensor(1.0, 1.0), "type"),
    (Leaf("str", "a"), Leaf("str", "b"), "text"),
    (NONE, NONE, None),
    (NONE, tensor(1.0), "type"),
    (ONE, several(ONE), "type"),
    (several(ONE), ONE, "type"),
    (several(ONE), several(ONE, ONE), "count"),
    (several(ONE, ONE), several(ONE), "count"),
    (keyed(a=ONE), several(ONE), "type"),
    (keyed(a=ONE), keyed(b=ONE), "keys"),
    (keyed(a=ONE, b=several(ONE)), keyed(a=ONE, b=several(Leaf("int", 2))), "value"),
]


@pytest.mark.parametrize(("actual", "expected", "code"), DIFFERENCES)
def test_the_first_difference(actual: Tree, expected: Tree, code: str | None) -> None:
    """Structure, type, shape, dtype, device and values are told apart, in this order."""
    finding = compare_trees(actual, expected, str, 1e-9)
    assert (finding.code if finding else None) == code


def test_facts_of_a_difference() -> None:
    """The finding says where, how many, which first, and what both are."""
    finding = compare_trees(several(tensor([1.0, 2.0], [3.0, 9.0])), several(tensor([1.0, 2.0], [3.0, 4.0])), str, 1e-9)
    assert finding is not None
    facts = {"where": "0", "wrong": 1, "of": 4, "first": "[1, 1]", "got": "9", "expected": "4"}
    assert {name: finding.facts[name] for name in facts} == facts


numbers = hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=2, max_side=3), elements=st.floats(-1e3, 1e3))


@settings(deadline=None, max_examples=60)
@given(numbers, st.floats(0.01, 0.9), st.floats(1.1, 1e6), st.data())
def test_tolerance_is_the_border(expected: np.ndarray, less: float, more: float, data: st.DataObject) -> None:
    """An error below the tolerance, relative to 1 + |e|, passes; one above it, in any single entry, does not."""
    tolerance = 1e-6
    step = np.zeros(expected.size)
    step[data.draw(st.integers(0, expected.size - 1))] = tolerance
    step = step.reshape(expected.shape) * (1 + np.abs(expected))
    for factor, passes in ((less, True), (more, False), (-less, True), (-more, False)):
        leaf = Leaf("tensor", expected + factor * step, "float64")
        finding = compare_trees(leaf, Leaf("tensor", expected, "float64"), str, tolerance)
        assert (finding is None) is passes


@settings(deadline=None, max_examples=60)
@given(hnp.arrays(np.float64, 3, elements=st.floats()), hnp.arrays(np.float64, 3, elements=st.floats()), st.booleans())
def test_the_quick_way_is_no_other_way(a: np.ndarray, e: np.ndarray, near: bool) -> None:
    """Values differ exactly where an error is beyond the tolerance, infinities, NaNs and huge numbers among them."""
    with np.errstate(over="ignore"):
        a = e * (1 + 1e-10) if near else a
    wrong = errors(a, e) > 1e-9
    finding = compare_trees(Leaf("array", a, "float64"), Leaf("array", e, "float64"), str, 1e-9)
    assert (finding.facts["wrong"] if finding else 0) == wrong.sum()


@settings(deadline=None, max_examples=60)
@given(hnp.arrays(np.float64, 3, elements=st.floats()), hnp.arrays(np.float64, 3, elements=st.floats()))
def test_errors_are_numbers(a: np.ndarray, e: np.ndarray) -> None:
    """Errors are never NaN or negative, are zero for equals, and infinite where only one is finite."""
    found = errors(a, e)
    assert (found >= 0).all() and (errors(e, e) == 0).all()
    assert np.isinf(found[np.isfinite(a) != np.isfinite(e)]).all()


RAISED = Raised("ValueError", "", None, False)


def answer(*leaves: Tree, **others: Any) -> Answer:
    """An answer that returned these."""
    return Answer(several(*leaves), None, **others)


DISTANCES = [
    (answer(tensor(1.0)), answer(tensor(1.0)), 0.0),
    (answer(tensor(1.5)), answer(tensor(1.0)), 0.25),
    (answer(ONE), answer(Leaf("float", 1.0)), 0.0),
    (answer(Leaf("str", "a")), answer(Leaf("str", "b")), math.inf),
    (answer(tensor(1.0)), answer(ONE), math.inf),
    (answer(tensor(1.0)), answer(tensor(1.0), ONE), math.inf),
    (answer(tensor(1.0)), Answer(None, RAISED), math.inf),
    (Answer(None, RAISED), Answer(None, RAISED), 0.0),
    (Answer(None, RAISED), Answer(None, Raised("KeyError", "", None, False)), math.inf),
    (answer(ONE, cut=("0",)), answer(ONE), math.inf),
    (answer(ONE, gradients={"x": tensor(3.0)}), answer(ONE, gradients={"x": tensor(1.0)}), 1.0),
    (answer(ONE, inputs={"x": ONE}), answer(ONE), math.inf),
]


@pytest.mark.parametrize(("mine", "theirs", "expected"), DISTANCES)
def test_distance(mine: Answer, theirs: Answer, expected: float) -> None:
    """The distance of two answers is that of their farthest numbers, infinite where they differ in kind."""
    assert distance(mine, theirs) == pytest.approx(expected)
