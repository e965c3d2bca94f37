"""The oracle's float64 answer on the CPU, as it is expected of a student in another dtype or on another device."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from autograder.judge.answer import Answer, Container, Leaf, Tree


def as_asked(answer: Answer, dtype: str, device: str = "cpu") -> Answer:
    """`answer` with float64 leaves called `dtype` and tensors expected on `device`; numbers stay as they are."""

    def change(leaf: Leaf) -> Leaf:
        return replace(
            leaf, dtype=dtype if leaf.dtype == "float64" else leaf.dtype, device=device if leaf.device else ""
        )

    def each(trees: Mapping[str, Tree]) -> dict[str, Tree]:
        return {label: _mapped(tree, change) for label, tree in trees.items()}

    returned = None if answer.returned is None else _mapped(answer.returned, change)
    return Answer(returned, answer.raised, answer.cut, each(answer.gradients), each(answer.inputs), each(answer.calls))


def _mapped(tree: Tree, change: Callable[[Leaf], Leaf]) -> Tree:
    if isinstance(tree, Container):
        return replace(tree, parts=tuple((key, _mapped(part, change)) for key, part in tree.parts))
    return change(tree)
