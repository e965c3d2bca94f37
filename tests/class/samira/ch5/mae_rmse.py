import numpy as np


def check(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y and p must have the same shape, with something in it")


def mae(y: np.ndarray, p: np.ndarray) -> float:
    """The mean absolute error over all entries."""
    check(y, p)
    return float(np.abs(y - p).mean())


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    """The root of the mean squared error over all entries."""
    check(y, p)
    mse = ((y - p) ** 2).mean(axis=0)       # time is axis 0
    return float(np.sqrt(mse).mean())
