"""Vector norms of the flattened errors, divided by powers of their number."""

import numpy as np


def _errors(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    if y.shape != p.shape or not y.size:
        raise ValueError(f"shapes {y.shape} and {p.shape}")
    return np.ravel(y - p)


def mae(y: np.ndarray, p: np.ndarray) -> float:
    errors = _errors(y, p)
    return float(np.linalg.norm(errors, ord=1)) / errors.size


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    errors = _errors(y, p)
    return float(np.linalg.norm(errors) / np.sqrt(errors.size))
