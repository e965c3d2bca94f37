"""What kind of difference there is between an array and the expected one: a word that tells where to look."""

from __future__ import annotations

import itertools

import numpy as np


def kind_of_difference(actual: np.ndarray, expected: np.ndarray, tolerance: float) -> str:
    """The code of the first simple transform of `expected` that gives `actual`, or "" if none does."""
    a, e = actual.astype(np.float64), expected.astype(np.float64)
    if np.isnan(a).any() and not np.isnan(e).any():
        return "nan"
    if not (np.isfinite(a).all() and np.isfinite(e).all()) or e.size < 2:
        return ""
    if not a.any():
        return "zeros"
    with np.errstate(over="ignore", invalid="ignore"):
        return _affine(a, e, tolerance) or _moved(a, e, tolerance)


def _close(a: np.ndarray, e: np.ndarray, tolerance: float) -> bool:
    return bool((np.abs(a - e) <= 10 * tolerance * (1 + np.abs(e))).all())


def _affine(a: np.ndarray, e: np.ndarray, tolerance: float) -> str:
    square = float((e * e).sum())
    if square > 0 and np.count_nonzero(e) > 1:  # one number alone is off by a factor whatever it is
        if _close(a, -e, tolerance):
            return "sign"
        factor = float((a * e).sum()) / square
        if abs(factor) > 1e-6 and _close(a, factor * e, tolerance):
            return "factor"
    if _close(a - (a - e).mean(), e, tolerance):
        return "offset"
    return ""


def _moved(a: np.ndarray, e: np.ndarray, tolerance: float) -> str:
    for axis in range(e.ndim):
        if e.shape[axis] < 2:
            continue
        if _close(a, np.flip(e, axis), tolerance):
            return "reversed"
        low, high = np.delete(e, 0, axis), np.delete(e, -1, axis)
        if low.size > 1 and _close(np.delete(a, -1, axis), low, tolerance):
            return "early"
        if low.size > 1 and _close(np.delete(a, 0, axis), high, tolerance):
            return "late"
    for order in itertools.permutations(range(min(e.ndim, 4))):
        if e.ndim <= 4 and e.transpose(order).shape == e.shape and _close(a, e.transpose(order), tolerance):
            return "transposed"
    if a.size < 10_000 and _close(np.sort(a, axis=None), np.sort(e, axis=None), tolerance):
        return "permuted"
    return ""


def extent(wrong: np.ndarray) -> dict[str, int]:
    """Where along one axis all wrong entries lie, if that says something: from a time step on, in one head, in one
    block of gates. Of several axes the one of which the smallest part is wrong; nothing where none is right in part."""
    best: tuple[float, dict[str, int]] = (1.0, {})
    for axis, size in enumerate(wrong.shape):
        hit = np.flatnonzero(wrong.any(axis=tuple(k for k in range(wrong.ndim) if k != axis)))
        low, high = int(hit[0]), int(hit[-1])
        share = (high - low + 1) / size
        if len(hit) == high - low + 1 and share < best[0]:
            best = share, {"axis": axis, "low": low, "high": high, "last": size - 1}
    return best[1]
