"""ch5.mape: Mean absolute percentage error (5 points)."""

import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    """The mean absolute percentage error, in percent."""
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    if y.size == 0:
        raise ValueError("empty")
    if zero == "skip":
        keep = y != 0
        y, p = y[keep], p[keep]
        if y.size == 0:
            return float("nan")
        denominator = np.abs(y)
    elif zero == "eps":
        denominator = np.maximum(np.abs(y), np.finfo(np.float64).eps)
    elif zero == "raise":
        if np.any(y == 0):
            raise ValueError("zero in y")
        denominator = np.abs(y)
    else:
        raise ValueError("zero must be 'skip', 'eps' or 'raise'")
    return float(100 * np.mean(np.abs(y - p) / denominator))
