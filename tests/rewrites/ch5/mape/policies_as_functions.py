"""An expert's version: a table of policies, each a function from true values to what counts and its denominators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Policy = Callable[[Array], tuple[NDArray[Any], Array]]

EPS: Final = np.finfo(np.float64).eps


def _skip(y: Array) -> tuple[NDArray[Any], Array]:
    return np.flatnonzero(y), np.abs(y)


def _eps(y: Array) -> tuple[NDArray[Any], Array]:
    return np.arange(y.size), np.maximum(np.abs(y), EPS)


def _raise(y: Array) -> tuple[NDArray[Any], Array]:
    if np.count_nonzero(y) < y.size:
        raise ValueError("a true value is zero")
    return np.arange(y.size), np.abs(y)


POLICIES: Final[dict[str, Policy]] = {"skip": _skip, "eps": _eps, "raise": _raise}


def mape(y: Array, p: Array, zero: str = "skip") -> float:
    """The mean absolute percentage error, in percent."""
    if y.shape != p.shape:
        raise ValueError(f"y has shape {y.shape} and p has shape {p.shape}")
    if not y.size:
        raise ValueError("there is nothing to average")
    try:
        policy = POLICIES[zero]
    except KeyError:
        raise ValueError(f"zero should be one of {', '.join(POLICIES)}, not {zero!r}") from None
    counting, denominators = policy(y.ravel())
    if not counting.size:
        return float("nan")
    ratios = np.abs(y - p).ravel()[counting] / denominators[counting]
    return float(ratios.mean() * 100)
