"""A known mistake is named where all answers are its answers, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judge.answer import Answer, Container, Leaf, Raised, Tree
from autograder.judge.diagnose import NEAR, Seen, diagnose, exactly
from autograder.judge.fingerprints import Fingerprint, Part, differences, fingerprint

TOLERANCE = 1e-9


def answer(*leaves: Tree) -> Answer:
    """An answer that returned these."""
    return Answer(Container("sequence", tuple((str(i), leaf) for i, leaf in enumerate(leaves))), None)


def tensor(*numbers: float) -> Leaf:
    """A vector."""
    return Leaf("tensor", np.array(numbers, dtype=np.float64), "float64", "cpu")


def alike(mine: Answer, theirs: Answer) -> bool:
    """Whether no part of the answers differs."""
    return not differences(fingerprint(mine), fingerprint(theirs), TOLERANCE)


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
    assert alike(mine, theirs) is same
    assert alike(theirs, mine) is same


@settings(deadline=None, max_examples=80)
@given(hnp.arrays(np.float64, hnp.array_shapes(max_side=4), elements=st.floats(-100, 100)), st.data())
def test_numbers_are_told_apart(array: np.ndarray, data: st.DataObject) -> None:
    """One number changed visibly makes another fingerprint; all numbers changed by half the tolerance do not."""
    mine = answer(Leaf("tensor", array))
    near = array + 0.5 * TOLERANCE * (1 + np.abs(array))
    assert alike(answer(Leaf("tensor", near)), mine)
    far = array.copy()
    far.flat[data.draw(st.integers(0, array.size - 1))] += 1.0
    assert not alike(answer(Leaf("tensor", far)), mine)


def test_a_difference_names_the_part() -> None:
    """What differs is told by part: one result, one gradient, or a part that is missing."""
    mine = replace(answer(tensor(1, 2), tensor(3)), gradients={"x": tensor(1)})
    theirs = replace(answer(tensor(1, 2), tensor(4)), gradients={"x": tensor(2), "y": tensor(0)})
    found = differences(fingerprint(mine), fingerprint(theirs), TOLERANCE)
    assert sorted(found) == ["gradients/x/", "gradients/y", "gradients/y/", "returned/1"]


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
    """The first mistake that agrees with every answer is named, if there is a wrong one; of few answers, agreeing with
    all but one is not enough. Number 0 is right."""
    mine, mistakes = drawn
    seen = [
        Seen(wrong(number), {str(i): wrong(mistake[case]) for i, mistake in enumerate(mistakes)}, TOLERANCE)
        for case, number in enumerate(mine)
    ]
    named = next((str(i) for i, mistake in enumerate(mistakes) if mistake == mine and any(mine)), None)
    assert exactly(seen) == (() if named is None else (named,))


def wrong(number: int, part: str = "returned/0") -> Fingerprint:
    """How the answer of a mistake of this number differs; 0 is none."""
    return {part: Part(1, (float(number),), (1.0,))} if number else {}


def test_exceptions_alone_are_no_evidence() -> None:
    """A slip of the pen raises the same exceptions as a known mistake may."""
    raised = {"raised": Part(1), "returned": Part(0)}
    case = Seen(raised, {"a": raised}, TOLERANCE, raised=True)
    assert diagnose([case] * 3) == ()
    assert diagnose([case, Seen(wrong(1), {"a": wrong(1)}, TOLERANCE)]) == ("a",)
    assert diagnose([case, Seen({}, {"a": {}}, TOLERANCE)]) == ("a",)


def test_two_mistakes_in_different_cases_and_parts() -> None:
    """Two mistakes may explain different cases or parts between them; a part that is neither's is too much."""
    a, b = wrong(1), wrong(2, "returned/1")
    cases = [Seen(a, {"a": a, "b": {}}, TOLERANCE), Seen(b, {"a": {}, "b": b}, TOLERANCE)]
    mixed = Seen({**a, **b}, {"a": a, "b": b}, TOLERANCE)
    assert diagnose([*cases, mixed]) == ("a", "b")
    neither = Seen({**a, **wrong(3, "returned/1")}, {"a": a, "b": b}, TOLERANCE)
    assert diagnose([*cases, neither]) == ()
    assert diagnose([cases[0], Seen(a, {"a": {}, "b": a}, TOLERANCE)]) == ("a", "b")


def test_an_edge_case_does_not_take_the_name_away() -> None:
    """A mistake that agrees in many cases is named though one is right; with fewer, or wrong otherwise, it is not."""
    like, unlike = Seen(wrong(1), {"a": wrong(1)}, TOLERANCE), Seen({}, {"a": wrong(1)}, TOLERANCE)
    assert diagnose([like] * NEAR + [Seen(wrong(2), {"a": wrong(1)}, TOLERANCE)]) == ()
    assert diagnose([like] * NEAR + [unlike]) == ("a",)
    assert diagnose([like] * (NEAR - 1) + [unlike]) == ()
    assert diagnose([like] * NEAR + [unlike] * 2) == ()


def test_nothing_answered() -> None:
    """Without any answer no mistake is named, though every mistake agrees with all of none."""
    assert diagnose([]) == ()


def test_a_hostile_answer_costs_no_more_than_an_honest_one() -> None:
    """Only so many numbers of an answer are looked at, however often it repeats the same large array."""
    large = Leaf("tensor", np.ones(60_000))
    counted = sum(len(part.scales) > 0 for part in fingerprint(answer(*[large] * 500)).values())
    assert counted == 2


def test_enormous_numbers() -> None:
    """Sums that overflow match nothing, and nobody is warned."""
    huge = answer(tensor(*[1e308] * 50))
    assert not alike(huge, BASE)
    assert not alike(huge, answer(tensor(*[1.0] * 50)))
