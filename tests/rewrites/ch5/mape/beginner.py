"""A beginner's version: many ifs, lists that are appended to, numpy only at the end."""

import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    # check the arguments
    if y.shape != p.shape:
        raise ValueError("y and p must have the same shape!")
    if len(y.reshape(-1)) == 0:
        raise ValueError("y and p must not be empty!")
    if not (zero == "skip" or zero == "eps" or zero == "raise"):
        raise ValueError("zero must be skip, eps or raise!")

    y_flat = y.reshape(-1)
    p_flat = p.reshape(-1)
    eps = np.finfo(np.float64).eps
    errors = []

    if zero == "skip":
        for k in range(len(y_flat)):
            if y_flat[k] != 0:
                errors.append(np.abs(y_flat[k] - p_flat[k]) / np.abs(y_flat[k]))
        if len(errors) == 0:
            return float("nan")

    if zero == "eps":
        for k in range(len(y_flat)):
            bottom = np.abs(y_flat[k])
            if bottom < eps:
                bottom = eps
            errors.append(np.abs(y_flat[k] - p_flat[k]) / bottom)

    if zero == "raise":
        for k in range(len(y_flat)):
            if y_flat[k] == 0:
                raise ValueError("there is a zero in y!")
            errors.append(np.abs(y_flat[k] - p_flat[k]) / np.abs(y_flat[k]))

    result = np.mean(np.array(errors)) * 100
    return float(result)
