import numpy as np


def naive_forecast(y: np.ndarray, horizon: int, kind: str = "last", m: int = 1) -> np.ndarray:
    """Forecast a series without a model."""
    T = y.shape[0]
    h = np.arange(1, horizon + 1)
    if kind == "last":
        forecast = y[-1] * np.ones(horizon)
    elif kind == "mean":
        forecast = y.mean() * np.ones(horizon)
    elif kind == "drift":
        if T < 2:
            raise ValueError("drift needs at least two values")
        slope = (y[-1] - y[0]) / T
        forecast = y[-1] + h * slope
    elif kind == "seasonal":
        if T < m:
            raise ValueError("seasonal needs at least one season")
        forecast = y[T - m + (h - 1) % m]
    else:
        raise ValueError("unknown kind: " + kind)
    return forecast
