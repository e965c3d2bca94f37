"""ch5.mae_rmse: MAE and RMSE (4 points)."""

import numpy as np


def mae(y: np.ndarray, p: np.ndarray) -> float:
    """The mean absolute error over all entries."""
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    if y.size == 0:
        raise ValueError("empty")
    return float(np.mean(np.abs(y - p)))


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    """The root of the mean squared error over all entries: one root, taken at the end."""
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    if y.size == 0:
        raise ValueError("empty")
    return float(np.sqrt(np.mean((y - p) ** 2)))
