import math

import numpy as np


def mape(y, p, zero="skip"):
    if y.shape != p.shape or not y.size:
        raise ValueError("y og p må passe sammen og ikke være tomme")
    if zero == "raise":
        if np.count_nonzero(y) < y.size:
            raise ValueError("null i y")
        weights = 1 / np.abs(y)
    elif zero == "eps":
        weights = 1 / np.clip(np.abs(y), np.finfo(np.float64).eps, None)
    elif zero == "skip":
        if not np.any(y):
            return math.nan
        y, p = np.extract(y, y), np.extract(y, p)
        weights = 1 / np.abs(y)
    else:
        raise ValueError(zero)
    return float(np.dot(np.ravel(np.abs(y - p)), np.ravel(weights)) / y.size * 100)
