"""The mean as a dot product of errors with weights 100 / (n |y|)."""

import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    if not isinstance(zero, str) or zero not in "skip eps raise".split():
        raise ValueError(zero)
    if y.shape != p.shape or y.size == 0:
        raise ValueError((y.shape, p.shape))
    y, p = y.reshape(-1).copy(), p.reshape(-1).copy()
    if zero == "raise" and (y == 0).any():
        raise ValueError("zero")
    if zero == "skip":
        gone = np.where(y == 0)[0]
        y, p = np.delete(y, gone), np.delete(p, gone)
    if len(y) == 0:
        return float("nan")
    size = np.sqrt(y * y) if np.abs(y).min() > 1e-100 else np.abs(y)
    if zero == "eps":
        size[size < np.finfo(np.float64).eps] = np.finfo(np.float64).eps
    difference = y - p
    difference[difference < 0] *= -1
    return float(np.dot(difference, 100.0 / (len(y) * size)))
