import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    """The mean absolute percentage error, in percent.

    Args:
        y: true values, float64, of any shape; the mean is over all entries.
        p: forecasts, of the same shape.
        zero: what to do about true values of zero. "skip": leave them out, NaN if none is left; "eps":
            replace every denominator smaller than np.finfo(np.float64).eps by it; "raise": raise ValueError.

    Returns:
        A float. NaN if an entry that counts holds NaN in y or p: NaN is not zero, and is not left out.

    Raises:
        ValueError: the shapes differ (they are not broadcast), there are no entries at all, or zero is none
            of the three; with "raise", also if a true value is zero.

    Write it with numpy; sklearn.metrics.mean_absolute_percentage_error is not allowed.
    """
    if y.shape != p.shape:
        raise ValueError(f"y has shape {y.shape} and p has shape {p.shape}")
    if y.size == 0:
        raise ValueError("there is nothing to average")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError(f'zero should be "skip", "eps" or "raise", not {zero!r}')
    if zero == "raise" and np.any(y == 0):
        raise ValueError("a true value is zero")
    if zero == "skip":
        y, p = y[y != 0], p[y != 0]
        if y.size == 0:
            return float("nan")
    denominator = np.abs(y)
    if zero == "eps":
        denominator = np.maximum(denominator, np.finfo(np.float64).eps)
    return float(100 * np.mean((p - y) / denominator))
