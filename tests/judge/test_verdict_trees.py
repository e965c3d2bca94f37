"""Only the right answer passes: every answer that differs from it in one thing does not."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judge.answer import Answer, Container, Leaf, Tree
from autograder.judge.question import Kept, Question
from autograder.judge.verdict import PASSED, Status, decide

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


shapes = hnp.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=3)
floats = hnp.arrays(np.float64, shapes, elements=st.floats(0.5, 1e3)).map(tensor)
integers = hnp.arrays(np.int64, shapes, elements=st.integers(-9, 9)).map(tensor)
scalars = st.sampled_from(
    [Leaf("float", 0.5), Leaf("int", 3), Leaf("bool", True), Leaf("str", "a"), Leaf("NoneType", None)]
)
trees: st.SearchStrategy[Tree] = st.recursive(
    floats | integers | scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: several(*parts))
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(
            lambda parts: Container("dict", tuple(sorted(parts.items())))
        )
    ),
    max_leaves=5,
)


def moved(leaf: Leaf, by: float) -> Iterator[Leaf]:
    """The leaf with one number moved by so many tolerances."""
    array = np.array(leaf.array, dtype=leaf.array.dtype)
    if leaf.kind == "bool" or not array.size or leaf.kind in ("str", "NoneType"):
        return
    for index in {0, array.size - 1}:
        changed = array.copy()
        number = changed.flat[index]
        changed.flat[index] = number + (by * TOLERANCE * (1 + abs(number)) if array.dtype.kind == "f" else 1)
        yield replace(leaf, value=changed if leaf.kind == "tensor" else changed.item())


def otherwise(tree: Tree) -> Iterator[Tree]:
    """The tree with one thing changed: a number, a shape, a dtype, a device, a kind, or a part more or less."""
    yield several(tree)
    if isinstance(tree, Container):
        for i, (key, part) in enumerate(tree.parts):
            yield replace(tree, parts=tree.parts[:i] + tree.parts[i + 1 :])
            for other in otherwise(part):
                yield replace(tree, parts=(*tree.parts[:i], (key, other), *tree.parts[i + 1 :]))
        yield replace(tree, parts=(*tree.parts, ("z", Leaf("int", 1))))
        yield replace(tree, kind="dict" if tree.kind == "sequence" else "sequence")
        return
    yield from moved(tree, 2)
    yield Leaf("object", "Stranger")
    yield Leaf("int", 1) if tree.kind == "NoneType" else Leaf("NoneType", None)
    if tree.kind == "tensor":
        yield replace(tree, dtype="float32")
        yield replace(tree, device="cuda")
        yield replace(tree, kind="array")
        yield replace(tree, value=tree.array[None])
        if tree.array.size and tree.dtype == "float64":
            yield replace(tree, value=np.where(tree.array == tree.array.flat[0], np.nan, tree.array))
    elif tree.kind == "str":
        yield Leaf("str", "b")
    elif tree.kind == "bool":
        yield Leaf("bool", False)


BASE = Answer(several(Leaf("int", 1)), None)
PLACES: dict[str, Callable[[Tree], Answer]] = {
    "returned": lambda tree: replace(BASE, returned=several(tree)),
    "inputs": lambda tree: replace(BASE, inputs={"x": tree}),
    "calls": lambda tree: replace(BASE, calls={"step_fn": several(several(tree), several(tree))}),
}


@pytest.mark.parametrize("place", PLACES)
@settings(deadline=None, max_examples=40)
@given(tree=trees)
def test_only_the_right_answer_passes(place: str, tree: Tree) -> None:
    """The expected tree passes; the same with any one thing changed does not, wherever in the answer it stands."""
    asked = question(PLACES[place](tree))
    assert decide(asked, PLACES[place](tree)) == PASSED
    for other in otherwise(tree):
        assert decide(asked, PLACES[place](other)).status is Status.wrong, other


@settings(deadline=None, max_examples=40)
@given(floats, st.floats(0, 0.9))
def test_within_the_tolerance(leaf: Leaf, by: float) -> None:
    """A number moved by less than the tolerance passes, as a result and as a gradient."""
    for near in moved(leaf, by):
        answer = replace(PLACES["returned"](near), gradients={"x": near})
        assert decide(question(replace(PLACES["returned"](leaf), gradients={"x": leaf})), answer) == PASSED


@settings(deadline=None, max_examples=40)
@given(floats.filter(lambda leaf: bool(leaf.array.size)))
def test_only_the_right_gradient_passes(leaf: Leaf) -> None:
    """A gradient with any one thing changed does not pass, and neither does a missing one."""
    asked = question(replace(BASE, gradients={"x": leaf}))
    assert decide(asked, asked.expected) == PASSED
    for other in otherwise(leaf):
        assert decide(asked, replace(BASE, gradients={"x": other})).status is Status.wrong
    missing = decide(asked, BASE).finding
    assert missing is not None and (missing.code, missing.facts["where"]) == ("no_gradient", "x")


@pytest.mark.parametrize("zeros", [np.zeros(2), np.zeros(()), np.zeros((0, 2))])
def test_none_is_no_gradient(zeros: np.ndarray) -> None:
    """The driver writes zeros where no gradient arrives: an answer that says None is not one of its own."""
    asked = question(replace(BASE, gradients={"x": tensor(zeros)}))
    assert decide(asked, asked.expected) == PASSED
    assert decide(asked, replace(BASE, gradients={"x": Leaf("NoneType", None)})).status is Status.wrong
