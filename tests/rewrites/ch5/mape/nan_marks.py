"""Entries that do not count are marked by a weight of zero and a harmless denominator, then np.average."""

import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    if y.shape != p.shape:
        raise ValueError("y.shape != p.shape")
    if y.size == 0:
        raise ValueError("y.size == 0")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError("zero not in ('skip', 'eps', 'raise')")
    is_zero = y == 0
    if zero == "raise" and is_zero.any():
        raise ValueError("zero in y")
    weights = np.where(is_zero, 0.0, 1.0) if zero == "skip" else np.ones(y.shape)
    if weights.sum() == 0:
        return float("nan")
    floor = np.finfo(np.float64).eps if zero == "eps" else 0.0
    denominators = np.where(weights > 0, np.maximum(np.abs(y), floor), 1.0)
    errors = np.where(weights > 0, np.abs(y - p), 0.0)
    return float(np.average(errors / denominators, weights=weights) * 100)
