"""Leaves of answers as numbers."""

import numpy as np
import pytest

from autograder.judge.answer import Leaf


@pytest.mark.parametrize(
    ("leaf", "shape"),
    [(Leaf("int", 3), ()), (Leaf("bool", True), ()), (Leaf("str", "a"), (0,)), (Leaf("NoneType", None), (0,)),
     (Leaf("tensor", np.ones((2, 0))), (2, 0))],
)  # fmt: skip
def test_numbers_of_leaves(leaf: Leaf, shape: tuple[int, ...]) -> None:
    """Numbers are arrays of their shape; what has no numbers is empty."""
    assert leaf.array.shape == shape


def test_what_errors_are_measured_by() -> None:
    """One more than the size of an entry; nothing can be near to what is not finite."""
    leaf = Leaf("tensor", np.array([0.0, -3.0, np.inf, -np.inf, np.nan]))
    np.testing.assert_array_equal(leaf.scale, [1.0, 4.0, np.nan, np.nan, np.nan])
