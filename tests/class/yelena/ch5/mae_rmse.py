import numpy as np


def mae(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("shape")
    return float(np.mean(np.abs(y - p)))


def rmse(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("shape")
    return float(np.sqrt(np.mean(np.sqr(y - p))))
