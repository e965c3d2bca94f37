"""Inputs are drawn from a secret and a name, repeat, and do not disturb one another."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.drawing import PUBLIC, Draw

SECRETS = st.binary(max_size=8)
NAMES = st.from_regex(r"[a-z_]{1,5}", fullmatch=True)


def first(secret: bytes, exercise: str, case: str) -> list[float]:
    """The first numbers of a stream."""
    numbers: list[float] = Draw(secret, exercise, case).array(4).tolist()
    return numbers


@settings(deadline=None, max_examples=100)
@given(st.tuples(SECRETS, NAMES, NAMES), st.tuples(SECRETS, NAMES, NAMES))
def test_a_stream_belongs_to_its_secret_and_names(mine: tuple[bytes, str, str], theirs: tuple[bytes, str, str]) -> None:
    """The same secret, exercise and case give the same numbers; a change of any one gives others."""
    assert first(*mine) == first(*mine)
    assert (first(*mine) == first(*theirs)) is (mine == theirs)


def test_names_are_kept_apart() -> None:
    """Moving a letter from the exercise's name to the case's gives another stream."""
    assert first(b"s", "ab", "c") != first(b"s", "a", "bc")


def test_scale() -> None:
    """Numbers have scale 1 unless another is asked for, in float64."""
    draw = Draw(b"s", "e", "c")
    for scale in (1.0, 10.0):
        array = draw.array(4000, scale=scale)
        assert array.dtype == "float64" and abs(array.std() / scale - 1) < 0.05 and abs(array.mean() / scale) < 0.06


def test_public_numbers_can_be_typed() -> None:
    """Public inputs have two decimals, hidden ones all of theirs."""
    public, hidden = (Draw(secret, "e", "c").array(50) for secret in (PUBLIC, b"s"))
    assert (public == public.round(2)).all() and (hidden != hidden.round(2)).all()
    assert Draw(PUBLIC, "e", "c").number(0, 1) == round(Draw(PUBLIC, "e", "c").number(0, 1), 2)


def test_tensors() -> None:
    """Shapes, dtypes and ranges are those asked for."""
    draw = Draw(b"s", "e", "c")
    assert draw.normal(2, 3).shape == (2, 3) and draw.normal(2, 3).dtype == torch.float64
    integers = draw.integers(3, 6, 200)
    assert integers.dtype == torch.int64 and set(integers.tolist()) == {3, 4, 5}
    coins = draw.coins(1000, ratio=0.25)
    assert coins.dtype == torch.bool and 180 < int(coins.sum()) < 320
    assert all(2 <= draw.number(2, 3) <= 3 for _ in range(50))


def test_not_contiguous_is_the_same_in_other_memory() -> None:
    """On request the tensor is a view of a transposed one, with the numbers that it would have had."""
    plain, view = (Draw(b"s", "e", "c").normal(2, 3, 4, contiguous=wanted) for wanted in (True, False))
    assert torch.equal(plain, view) and plain.is_contiguous() and not view.is_contiguous()


def test_tensors_without_axes() -> None:
    """Without sizes a tensor of one number is drawn, as for the cotangent of a loss."""
    draw = Draw(b"s", "e", "c")
    assert draw.normal().shape == draw.integers(0, 9).shape == draw.coins().shape == ()
