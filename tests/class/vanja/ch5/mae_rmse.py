import numpy as np


def mae(y, p):
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("y i p moraju biti iste duljine")
    return float(np.mean(np.abs(y - p)))


def rmse(y, p):
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("y i p moraju biti iste duljine")
    return float(np.sqrt(np.mean(np.square(y - p))))
