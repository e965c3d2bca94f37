"""Welford's running mean over np.nditer, one entry after the other."""

import numpy as np


def _running_mean(values):
    mean = 0.0
    for n, value in enumerate(values, start=1):
        mean += (value - mean) / n
    return mean


def _pairs(y, p):
    if y.ndim != p.ndim or any(a != b for a, b in zip(y.shape, p.shape, strict=True)):
        raise ValueError("the shapes differ")
    if min(y.shape) == 0:
        raise ValueError("there are no entries")
    return [(float(a), float(b)) for a, b in np.nditer([y, p])]


def mae(y: np.ndarray, p: np.ndarray) -> float:
    return _running_mean(abs(a - b) for a, b in _pairs(y, p))


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    return float(np.sqrt(_running_mean((a - b) ** 2 for a, b in _pairs(y, p))))
