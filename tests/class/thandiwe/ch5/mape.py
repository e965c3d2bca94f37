# I checked this one with the public cases only.
import numpy as np


def mape(y, p, zero="skip"):
    if y.shape != p.shape:
        raise ValueError(f"shapes differ: {y.shape} and {p.shape}")
    if y.size == 0:
        raise ValueError("nothing to average")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError(f"unknown policy {zero}")
    error = np.abs(y - p)
    base = np.abs(y)
    keep = y != 0
    if not keep.any():
        return float("nan")
    error, base = error[keep], base[keep]
    return float(np.mean(error / base) * 100)
