"""ch5.naive_forecast: Naive forecasts (4 points)."""

import numpy as np


def naive_forecast(y: np.ndarray, horizon: int, kind: str = "last", m: int = 1) -> np.ndarray:
    """Forecast a series without a model."""
    T = len(y)
    if kind == "last":
        return np.full(horizon, y[-1])
    elif kind == "mean":
        return np.full(horizon, np.mean(y))
    elif kind == "drift":
        if T < 2:
            raise ValueError("drift needs two values")
        slope = (y[-1] - y[0]) / (T - 1)
        return y[-1] + slope * np.arange(1, horizon + 1)
    elif kind == "seasonal":
        if T < m:
            raise ValueError("the series is shorter than a season")
        season = y[-m:]
        repeats = int(np.ceil(horizon / m))
        return np.tile(season, repeats)[:horizon]
    else:
        raise ValueError(f"unknown kind {kind}")
