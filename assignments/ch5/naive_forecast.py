"""ch5.naive_forecast: Naive forecasts (4 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_naive_forecast.py
"""

import numpy as np


def naive_forecast(y: np.ndarray, horizon: int, kind: str = "last", m: int = 1) -> np.ndarray:
    """Forecast a series without a model.

    Args:
        y: the series, float64, shape [T], oldest value first, T at least 1.
        horizon: H, how many steps ahead, at least 1.
        kind: "last", the last value; "mean", the mean of the whole series; "drift", the line through the first
            and the last value, continued; "seasonal", the last season, repeated from its start as often as
            needed.
        m: steps in a season, at least 1; only "seasonal" looks at it.

    Returns:
        A new array, float64, shape [H]: the forecasts 1, 2, ..., H steps after the last value.

    Raises:
        ValueError: kind is none of the four, "seasonal" with T < m, or "drift" with T < 2.
    """
    raise NotImplementedError("ch5.naive_forecast is not started")
