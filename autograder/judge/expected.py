"""The oracle's float64 answer on the CPU, as it is expected of a student in another dtype or on another device."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from autograder.judge.answer import Answer, Container, Leaf, Tree


def as_asked(answer: Answer, dtype: str, device: str = "cpu", was: str = "float64") -> Answer:
    """`answer` with leaves of the dtype that it `was` called `dtype`, and tensors expected on `device`; numbers stay as
    they are."""

    def change(leaf: Leaf) -> Leaf:
        return replace(leaf, dtype=dtype if leaf.dtype == was else leaf.dtype, device=device if leaf.device else "")

    def each(trees: Mapping[str, Tree]) -> dict[str, Tree]:
        return {label: _mapped(tree, change) for label, tree in trees.items()}

    def one(tree: Tree | None) -> Tree | None:
        return None if tree is None else _mapped(tree, change)

    return replace(
        answer,
        returned=one(answer.returned),
        gradients=each(answer.gradients),
        inputs=each(answer.inputs),
        calls=each(answer.calls),
        again=one(answer.again),
    )


def _mapped(tree: Tree, change: Callable[[Leaf], Leaf]) -> Tree:
    if isinstance(tree, Container):
        return replace(tree, parts=tuple((key, _mapped(part, change)) for key, part in tree.parts))
    return change(tree)
