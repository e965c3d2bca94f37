"""Where, and in what way, an answer differs from the expected one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from autograder.judge.answer import Answer, Container, Leaf, Tree, parts
from autograder.judge.kinds import extent, kind_of_difference
from autograder.judge.messages import Finding

Namer = Callable[[str], str]

#: How a kind of value is called in a sentence.
CALLED = {"tensor": "a tensor", "array": "a numpy array", "NoneType": "None", "object": "something else"}
CALLED |= {
    "sequence": "several values",
    "dict": "a dict",
    "str": "a string",
    "bool": "a bool",
    "int": "an int",
}
CALLED |= {"float": "a float"}


def errors(actual: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """How far each entry lies from the expected one: ``|a - e| / (1 + |e|)``; infinite where only one is finite,
    or where infinities or NaNs do not agree. Both arrays have the same shape."""
    a, e = actual.astype(np.float64), expected.astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        distance = np.abs(a - e) / (1 + np.abs(e))
    agree = (a == e) | (np.isnan(a) & np.isnan(e))
    return np.where(agree, 0.0, np.where(np.isfinite(a) & np.isfinite(e), distance, np.inf))


def compare_trees(actual: Tree, expected: Tree, name: Namer, tolerance: float, path: str = "") -> Finding | None:
    """The first difference between two trees, or None: structure, type, shape, dtype, device, then values."""
    if isinstance(expected, Container):
        return _compare_containers(actual, expected, name, tolerance, path)
    if isinstance(actual, Container):
        return Finding("type", {"where": name(path), "got": CALLED[actual.kind], "expected": _called(expected)})
    return _compare_leaves(actual, expected, name, tolerance, path)


def _compare_containers(actual: Tree, expected: Container, name: Namer, tolerance: float, path: str) -> Finding | None:
    if not isinstance(actual, Container) or actual.kind != expected.kind:
        got = CALLED[actual.kind] if isinstance(actual, Container) else _called(actual)
        figure = [key for key, _ in expected.parts] == ["axes"]  # as autograder.worker.figures describes one
        wanted = f"{len(expected.parts)} values" if expected.kind == "sequence" else "a figure" if figure else "a dict"
        return Finding("type", {"where": name(path), "got": got, "expected": wanted})
    if [key for key, _ in actual.parts] != [key for key, _ in expected.parts]:
        if expected.kind == "sequence":
            counts = len(actual.parts), len(expected.parts)
            return Finding("count", {"where": name(path), "got": counts[0], "expected": counts[1]})
        return Finding("keys", {"where": name(path), "expected": ", ".join(key for key, _ in expected.parts)})
    for (key, part), (_, wanted_part) in zip(actual.parts, expected.parts, strict=True):
        below = f"{path}.{key}" if path else key
        finding = compare_trees(part, wanted_part, name, tolerance, below)
        if finding is not None:
            return finding
    return None


def _called(leaf: Leaf) -> str:
    return str(leaf.value) if leaf.kind == "object" else CALLED[leaf.kind]


def _compare_leaves(actual: Leaf, expected: Leaf, name: Namer, tolerance: float, path: str) -> Finding | None:
    alike = actual.kind == expected.kind or (expected.kind == "float" and actual.kind == "int")
    if not alike:
        return Finding("type", {"where": name(path), "got": _called(actual), "expected": _called(expected)})
    if expected.kind in ("NoneType", "object"):
        return None
    if expected.kind == "str":
        return None if actual.value == expected.value else Finding("text", {"where": name(path)})
    a, e = actual.array, expected.array
    if a.shape != e.shape:
        facts = {"where": name(path), "got": str(list(a.shape)), "expected": str(list(e.shape))}
        exchanged = a.ndim > 1 and a.size > 0 and sorted(a.shape) == sorted(e.shape)
        return Finding("shape_exchanged" if exchanged else "shape", facts)
    if actual.dtype != expected.dtype:
        return Finding("dtype", {"where": name(path), "got": actual.dtype, "expected": expected.dtype})
    if actual.device != expected.device:
        return Finding("device", {"where": name(path), "got": actual.device, "expected": expected.device})
    if _close(a, expected, tolerance):
        return None
    exact = e.dtype.kind in "iub" and expected.kind != "float"
    wrong = (a != e) if exact else errors(a, e) > tolerance
    return _values_finding(a, e, wrong, name(path), tolerance) if wrong.any() else None


def _close(a: np.ndarray, expected: Leaf, tolerance: float) -> bool:
    """Whether two arrays of floats are plainly the same; the quick way for most. NaNs and infinities are not plain."""
    e = expected.array
    if a.dtype.kind != "f" or e.dtype.kind != "f":
        return False
    with np.errstate(invalid="ignore", over="ignore"):
        return bool((np.abs(a - e) <= tolerance * expected.scale).all())


def _values_finding(a: np.ndarray, e: np.ndarray, wrong: np.ndarray, where: str, tolerance: float) -> Finding:
    first = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    facts: dict[str, str | int] = {
        "where": where,
        "wrong": int(wrong.sum()),
        "of": int(wrong.size),
        "first": str([int(i) for i in first]),
        "got": _number(a[first]),
        "expected": _number(e[first]),
        "kind": kind_of_difference(a, e, tolerance),
    }
    if e.ndim > 1:
        facts |= extent(wrong)
    return Finding("value" if e.ndim == 0 else "values", facts)


def _number(value: np.generic) -> str:
    return f"{value.item():.6g}" if value.dtype.kind == "f" else str(value.item())


def distance(actual: Answer, expected: Answer) -> float:
    """The largest error over everything that two answers have in common; infinite if they differ in anything but
    numbers. What tolerances are derived from."""
    if (actual.raised is None) != (expected.raised is None):
        return np.inf
    if actual.raised is not None and expected.raised is not None:
        return 0.0 if actual.raised.type == expected.raised.type else np.inf
    if actual.returned is None or expected.returned is None or actual.cut != expected.cut:
        return np.inf
    worst = _tree_distance(actual.returned, expected.returned)
    if expected.again is not None:
        worst = max(worst, np.inf if actual.again is None else _tree_distance(actual.again, expected.again))
    if not set(actual.disturbed) <= set(expected.disturbed):
        return np.inf
    for mine, theirs in (
        (actual.gradients, expected.gradients),
        (actual.inputs, expected.inputs),
        (actual.calls, expected.calls),
    ):
        worst = max(worst, _mapping_distance(mine, theirs))
    return worst


def _mapping_distance(actual: Mapping[str, Tree], expected: Mapping[str, Tree]) -> float:
    if set(actual) != set(expected):
        return np.inf
    return max((_tree_distance(actual[key], expected[key]) for key in expected), default=0.0)


def _tree_distance(actual: Tree, expected: Tree) -> float:
    mine, theirs = dict(parts(actual)), dict(parts(expected))
    if set(mine) != set(theirs):
        return np.inf
    worst = 0.0
    for path, leaf in theirs.items():
        other = mine[path]
        if not _comparable(other, leaf):
            return np.inf
        if leaf.array.size:
            worst = max(worst, float(errors(other.array, leaf.array).max()))
        elif other.kind == "str" and other.value != leaf.value:
            return np.inf
    return worst


def _comparable(a: Leaf, b: Leaf) -> bool:
    """Whether two leaves differ at most in their numbers. An int and a float do; a float and a bool tensor do not."""
    if {a.kind, b.kind} <= {"int", "float"}:
        return True
    return a.kind == b.kind and a.array.shape == b.array.shape and a.array.dtype.kind == b.array.dtype.kind
