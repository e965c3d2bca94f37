"""A match statement over the policies, each case with its own computation."""

import numpy as np


def _percent(error: np.ndarray, denominator: np.ndarray) -> float:
    return float(np.average(100 * error / denominator))


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    """The mean absolute percentage error, in percent."""
    if y.shape != p.shape or y.size == 0:
        raise ValueError(f"shapes {y.shape} and {p.shape}")
    error, size = np.absolute(p - y), np.absolute(y)
    match zero:
        case "skip":
            (places,) = np.nonzero(size.ravel())
            if len(places) == 0:
                return float("nan")
            return _percent(error.ravel().take(places), size.ravel().take(places))
        case "eps":
            return _percent(error, size.clip(min=np.finfo(np.float64).eps))
        case "raise":
            if np.min(size) == 0 or np.any(size == 0):
                raise ValueError("MAPE is not defined where a true value is zero")
            return _percent(error, size)
        case _:
            raise ValueError(f"unknown policy: {zero}")
