"""A wrong array is recognised as a simple transform of the right one."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judge.kinds import extent, kind_of_difference
from autograder.judge.messages import WORDING

E = np.random.default_rng(1).standard_normal((4, 4))

CASES = [
    ("nan", np.where(E > 0, np.nan, E)),
    ("zeros", np.zeros_like(E)),
    ("sign", -E),
    ("factor", 3.7 * E),
    ("offset", E + 2),
    ("reversed", E[::-1]),
    ("reversed", E[:, ::-1]),
    ("early", np.vstack([E[1:], np.ones((1, 4))])),
    ("late", np.hstack([np.ones((4, 1)), E[:, :-1]])),
    ("transposed", E.T),
    ("permuted", np.random.default_rng(2).permutation(E.ravel()).reshape(4, 4)),
    ("", E**2 + 1),
    ("", np.where(E > 0, np.inf, E)),
]


@pytest.mark.parametrize(("kind", "actual"), CASES)
def test_kinds(kind: str, actual: np.ndarray) -> None:
    """Each simple transform has its word; anything else has none."""
    assert kind_of_difference(actual, E, 1e-9) == kind
    assert not kind or kind in WORDING["en"].kinds


def test_one_number_has_no_kind() -> None:
    """Any number is a multiple of any other: nothing is said of a single one."""
    assert kind_of_difference(np.array([2.0]), np.array([1.0]), 1e-9) == ""


@settings(deadline=None, max_examples=100)
@given(
    hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=3).map(lambda s: (2, *s)), elements=st.floats()),
    st.sampled_from([1.0, 1e300, 0.0, np.nan, np.inf]),
)
def test_any_numbers(expected: np.ndarray, factor: float) -> None:
    """Whatever the numbers, one of the words or none is the answer, without a warning."""
    with np.errstate(all="ignore"):
        actual = np.flip(expected) * factor
    assert kind_of_difference(actual, expected, 1e-9) in {"", *WORDING["en"].kinds}


def at(*places: Any) -> np.ndarray:
    """An array of shape [2, 5, 4] that is wrong at these places."""
    wrong = np.zeros((2, 5, 4), dtype=bool)
    for place in places:
        wrong[place] = True
    return wrong


def test_from_a_time_step_on() -> None:
    """Both sequences are wrong from the third of five steps on."""
    assert extent(at(np.s_[:, 2:])) == {"axis": 1, "low": 2, "high": 4, "last": 4}


def test_the_smallest_part_is_told() -> None:
    """One unit of every sequence and step; one entry alone, which is a fifth of the steps and half of the sequences."""
    assert extent(at(np.s_[:, :, 1])) == {"axis": 2, "low": 1, "high": 1, "last": 3}
    assert extent(at((1, 3, 2))) == {"axis": 1, "low": 3, "high": 3, "last": 4}


def test_no_axis_is_right_in_part() -> None:
    """Everything, both ends of each axis, or holes: nothing is told."""
    assert extent(at(np.s_[:])) == {}
    assert extent(at((0, 0, 0), (1, 4, 3))) == {}
