"""Two lines a function."""

import numpy as np


def mae(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError
    return abs(y - p).mean().item()


def rmse(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError
    return float(np.hypot(np.std(y - p), np.mean(y - p)))
