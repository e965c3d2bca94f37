"""Very short and untyped: weights instead of selection, one division."""

import numpy as np


def mape(y, p, zero="skip"):
    if y.shape != p.shape or not y.size or zero not in {"skip", "eps", "raise"} or (zero == "raise" and 0 in y):
        raise ValueError
    keep = y != 0 if zero == "skip" else np.ones(y.shape, bool)
    d = np.maximum(abs(y), np.finfo(float).eps) if zero == "eps" else abs(y)
    return 100 * float((abs(y - p)[keep] / d[keep]).mean()) if keep.any() else float("nan")
