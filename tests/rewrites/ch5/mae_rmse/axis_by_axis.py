"""Means of means: one axis after the other, all rows being equally long, and one root at the end."""

import numpy as np


def _mean(values):
    while np.ndim(values):
        values = np.mean(values, axis=0)
    return values


def _check(y, p):
    if y.shape != p.shape or np.prod(y.shape) == 0:
        raise ValueError("nothing to compare")


def mae(y, p):
    _check(y, p)
    return float(_mean(np.maximum(y, p) - np.minimum(y, p)))


def rmse(y, p):
    _check(y, p)
    return float(_mean((y - p) ** 2) ** 0.5)
