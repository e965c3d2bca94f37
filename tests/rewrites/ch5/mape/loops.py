"""A plain loop over Python numbers."""

import math

import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    if zero != "skip" and zero != "eps" and zero != "raise":
        raise ValueError("unknown zero")
    total = 0.0
    count = 0
    for true, forecast in zip(y.flatten().tolist(), p.flatten().tolist()):
        denominator = abs(true)
        if denominator == 0 and zero == "skip":
            continue
        if denominator == 0 and zero == "raise":
            raise ValueError("zero")
        if denominator < 2.220446049250313e-16 and zero == "eps":
            denominator = 2.220446049250313e-16
        total += abs(true - forecast) / denominator
        count += 1
    if y.size == 0:
        raise ValueError("empty")
    if count == 0:
        return math.nan
    return total / count * 100
