"""ch5.mape: Mean absolute percentage error (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_mape.py
"""

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
    raise NotImplementedError("ch5.mape is not started")
