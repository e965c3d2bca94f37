# TODO clean up before handing in
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
    if zero == "raise" and (y == 0).any():
        raise ValueError("y contains zeros")
    if zero == "skip":
        keep = y != 0
        error, base = error[keep], base[keep]
        if error.size == 0:
            return float("nan")
    if zero == "eps":
        base = np.maximum(base, np.finfo(np.float64).eps)
    return float(np.mean(error / base) * 100)
