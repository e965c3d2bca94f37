"""A known mistake is named where all answers are its answers, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judge.answer import Answer, Container, Leaf, Raised, Tree
from autograder.judge.diagnose import diagnose, fingerprint, matches

TOLERANCE = 1e-9


def answer(*leaves: Tree) -> Answer:
    """An answer that returned these."""
    return Answer(Container("sequence", tuple((str(i), leaf) for i, leaf in enumerate(leaves))), None)


def tensor(*numbers: float) -> Leaf:
    """A vector."""
    return Leaf("tensor", np.array(numbers, dtype=np.float64), "float64", "cpu")


BASE = answer(tensor(1, 2, 3), Leaf("float", 2.0), Leaf("str", "a"))
ONE, TWO = Leaf("int", 1), Leaf("int", 2)
PAIR, NESTED = (
    answer(ONE, Container("sequence", (("0", TWO),))),
    answer(Container("sequence", (("0", ONE), ("1", TWO)))),
)


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (BASE, BASE, True),
        (BASE, answer(tensor(1, 2, 3), Leaf("int", 2), Leaf("str", "a")), True),
        (BASE, answer(tensor(1, 2, 3 + 1e-12), Leaf("float", 2.0), Leaf("str", "a")), True),
        (BASE, answer(tensor(1, 3, 2), Leaf("float", 2.0), Leaf("str", "a")), False),
        (BASE, answer(tensor(1, 2, 3), Leaf("float", 2.0), Leaf("str", "b")), False),
        (BASE, answer(tensor(1, 2), Leaf("float", 3.0), Leaf("str", "a")), False),
        (answer(tensor(np.nan)), answer(tensor(np.nan)), True),
        (answer(tensor(np.nan)), answer(tensor(np.inf)), False),
        (BASE, replace(BASE, cut=("0",)), False),
        (BASE, replace(BASE, gradients={"x": tensor(1)}), False),
        (replace(BASE, inputs={"x": tensor(1)}), replace(BASE, inputs={"y": tensor(1)}), False),
        (BASE, Answer(None, Raised("ValueError", "", None, False)), False),
        (Answer(None, Raised("ValueError", "a", 1, False)), Answer(None, Raised("ValueError", "b", 2, False)), True),
        (Answer(None, Raised("ValueError", "", None, False)), Answer(None, Raised("KeyError", "", None, False)), False),
        (PAIR, NESTED, False),
        (answer(Leaf("NoneType", None)), answer(Container("sequence", ())), False),
    ],
)
def test_matches(mine: Answer, theirs: Answer, same: bool) -> None:
    """Equal answers match within the tolerance; another number, shape, text, exception or place does not."""
    assert matches(fingerprint(mine), fingerprint(theirs), TOLERANCE) is same
    assert matches(fingerprint(theirs), fingerprint(mine), TOLERANCE) is same


@settings(deadline=None, max_examples=80)
@given(hnp.arrays(np.float64, hnp.array_shapes(max_side=4), elements=st.floats(-100, 100)), st.data())
def test_numbers_are_told_apart(array: np.ndarray, data: st.DataObject) -> None:
    """One number changed visibly makes another fingerprint; all numbers changed by half the tolerance do not."""
    mine = fingerprint(answer(Leaf("tensor", array)))
    near = array + 0.5 * TOLERANCE * (1 + np.abs(array))
    assert matches(fingerprint(answer(Leaf("tensor", near))), mine, TOLERANCE)
    far = array.copy()
    far.flat[data.draw(st.integers(0, array.size - 1))] += 1.0
    assert not matches(fingerprint(answer(Leaf("tensor", far))), mine, TOLERANCE)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=4).flatmap(
        lambda mine: st.tuples(
            st.just(mine),
            st.lists(st.lists(st.integers(0, 2), min_size=len(mine), max_size=len(mine)), max_size=4),
        )
    )
)
def test_all_answers_must_match(drawn: tuple[list[int], list[list[int]]]) -> None:
    """The first mistake that agrees with every answer is named; agreeing with all but one is not enough."""
    mine, mistakes = drawn
    of = [fingerprint(answer(tensor(n))) for n in range(3)]
    seen = [
        (of[number], {str(i): of[mistake[case]] for i, mistake in enumerate(mistakes)}, TOLERANCE)
        for case, number in enumerate(mine)
    ]
    assert diagnose(seen) == next((str(i) for i, mistake in enumerate(mistakes) if mistake == mine), None)


def test_nothing_answered() -> None:
    """Without any answer no mistake is named, though every mistake agrees with all of none."""
    assert diagnose([]) is None


def test_a_hostile_answer_costs_no_more_than_an_honest_one() -> None:
    """Only so many numbers of an answer are looked at, however often it repeats the same large array."""
    large = Leaf("tensor", np.ones(60_000))
    assert max(fingerprint(answer(*[large] * 500)).scales) <= 2 * 65_536


def test_enormous_numbers() -> None:
    """Sums that overflow match nothing, and nobody is warned."""
    huge = fingerprint(answer(tensor(*[1e308] * 50)))
    assert not matches(huge, fingerprint(BASE), TOLERANCE)
    assert not matches(huge, fingerprint(answer(tensor(*[1.0] * 50))), TOLERANCE)
