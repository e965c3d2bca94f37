"""|p / y - 1| instead of |y - p| / |y|, with errors of the division silenced and places without a value chosen away."""

import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    if y.shape != p.shape:
        raise ValueError("shape mismatch")
    if 0 in y.shape:
        raise ValueError("nothing to average")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError("zero")
    tiny = np.finfo(np.float64).eps
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        relative = np.abs(p / y - 1)
    if zero == "eps":
        relative = np.where(np.abs(y) < tiny, np.abs(p - y) / tiny, relative)
    elif np.any(y == 0):
        if zero == "raise":
            raise ValueError("zero among the true values")
        relative = np.compress(y.ravel() != 0, relative.ravel())
    return 100 * float(np.mean(relative)) if relative.size else float("nan")
