"""Sums of pairs by recursion over generators of ratios, a class for the policy's rules."""

import math

import numpy as np


class Rules:
    def __init__(self, zero):
        if zero not in ("skip", "eps", "raise"):
            raise ValueError(f"no such policy: {zero}")
        self.zero = zero
        self.smallest = float(np.finfo(np.float64).eps) if zero == "eps" else 0.0

    def ratios(self, y, p):
        for true, forecast in zip(y.flat, p.flat):
            if true == 0 and self.zero == "raise":
                raise ValueError("zero")
            if true == 0 and self.zero == "skip":
                continue
            below = abs(float(true))
            yield abs(float(true) - float(forecast)) / (self.smallest if below < self.smallest else below)


def total(values):
    if len(values) == 1:
        return values[0]
    half = len(values) // 2
    return total(values[:half]) + total(values[half:])


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    rules = Rules(zero)
    if y.shape != p.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    values = list(rules.ratios(y, p))
    return 100 * total(values) / len(values) if values else math.nan
