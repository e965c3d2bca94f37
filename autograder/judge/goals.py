"""Whether a run reached its goal: a figure of its results, and the bound that it must keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.judge.answer import Container, Leaf, Tree
from autograder.judge.compare import compare_trees
from autograder.judge.measures import MEASURES
from autograder.judge.messages import Finding


@dataclass(frozen=True)
class Target:
    """A goal as the judge knows it; `against` is plain data. See `autograder.steps.Goal`."""

    measure: str
    of: tuple[str, ...]
    against: Any
    at_least: float | None = None
    at_most: float | None = None
    suspicious: float | None = None


def missed(target: Target, returned: Tree | None, like: Tree, name: Callable[[str], str]) -> Finding | None:
    """Why the results miss the goal, or None: their structure, then the figure, then whether it is too good."""
    results = returned or Leaf("NoneType", None)
    finding = compare_trees(_blank(results), _blank(like), name, 0.0)
    if finding is not None:
        return finding
    figure = figure_of(target, results)
    facts: dict[str, str | int] = {"measure": target.measure, "got": f"{figure:.4g}"}
    if target.at_least is not None:
        if not figure >= target.at_least:
            return Finding("goal_low", facts | {"bound": f"{target.at_least:g}"})
        return Finding("too_good", facts) if target.suspicious is not None and figure > target.suspicious else None
    if target.at_most is None or not figure <= target.at_most:
        return Finding("goal_high", facts | {"bound": f"{target.at_most:g}"})
    return Finding("too_good", facts) if target.suspicious is not None and figure < target.suspicious else None


def figure_of(target: Target, results: Tree) -> float:
    """The figure of results that have the structure that is asked for."""
    named = [_at(results, path.split(".")) for path in target.of]
    with np.errstate(all="ignore"):
        return MEASURES[target.measure]([plain(tree) for tree in named], target.against)


def _at(tree: Tree, keys: list[str]) -> Tree:
    for key in keys:
        assert isinstance(tree, Container)
        tree = dict(tree.parts)[key]
    return tree


def bound_of(target: Target) -> str:
    """The bound, as in ``at least 0.8``."""
    return f"at least {target.at_least:g}" if target.at_least is not None else f"at most {target.at_most:g}"


def plain(tree: Tree) -> Any:
    """The values of a tree: arrays, numbers, texts, in lists and dicts."""
    if isinstance(tree, Leaf):
        return tree.array if tree.kind in ("tensor", "array") else tree.value
    if tree.kind == "dict":
        return {key: plain(part) for key, part in tree.parts}
    return [plain(part) for _, part in tree.parts]


def _blank(tree: Tree) -> Tree:
    """The tree without its numbers and texts."""
    if isinstance(tree, Container):
        return replace(tree, parts=tuple((key, _blank(part)) for key, part in tree.parts))
    if tree.kind in ("tensor", "array"):
        return replace(tree, value=np.zeros_like(tree.array))
    return replace(tree, value={"str": "", "int": 0, "float": 0.0, "bool": False}.get(tree.kind, tree.value))
