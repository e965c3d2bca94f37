"""numpy.ma hides the zeros; the mean of a masked array is over what is left."""

import numpy as np
import numpy.ma as ma


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    """The mean absolute percentage error, in percent."""
    if np.shape(y) != np.shape(p):
        raise ValueError("y and p should have the same shape")
    if np.size(y) == 0:
        raise ValueError("y is empty")
    if zero not in ["skip", "eps", "raise"]:
        raise ValueError(f"unknown policy {zero}")
    zeros = np.equal(y, 0)
    if zero == "raise" and zeros.any():
        raise ValueError("there are zeros in y")
    true = ma.array(y, mask=zeros if zero == "skip" else False)
    if true.count() == 0:
        return float(np.nan)
    hidden = ma.getmaskarray(true)
    below = np.where(hidden, 1.0, np.abs(y))
    if zero == "eps":
        below = np.clip(below, np.finfo(np.float64).eps, None)
    return float(100.0 * ma.array(np.abs(y - p) / below, mask=hidden).mean())
