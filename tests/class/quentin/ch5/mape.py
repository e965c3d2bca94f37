# ch5.mape  le 4 novembre
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def _check(y: Values, p: Values, zero: str) -> None:
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    if not y.size:
        raise ValueError("empty")
    if zero not in {"skip", "eps", "raise"}:
        raise ValueError(zero)


def _skip(y: Values, p: Values) -> tuple[Values, Values, Values]:
    keep = np.flatnonzero(y)
    y, p = y.ravel()[keep], p.ravel()[keep]
    return y, p, np.clip(np.abs(p), np.finfo(float).eps, None)


def _eps(y: Values, p: Values) -> tuple[Values, Values, Values]:
    return y, p, np.clip(np.abs(p), np.finfo(float).eps, None)


def _raise(y: Values, p: Values) -> tuple[Values, Values, Values]:
    if not y.all():
        raise ValueError("a true value is zero")
    return y, p, np.abs(p)


def mape(y: Values, p: Values, zero: str = "skip") -> float:
    _check(y, p, zero)
    y, p, below = {"skip": _skip, "eps": _eps, "raise": _raise}[zero](y, p)
    if not y.size:
        return float("nan")
    return float(100 * (np.abs(y - p) / below).mean())
