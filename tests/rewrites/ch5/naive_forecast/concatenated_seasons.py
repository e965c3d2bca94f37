"""Whole seasons concatenated until there are enough, the line by cumulative sums, full_like for constants."""

import numpy as np


def _constant(value, horizon):
    return np.full_like(np.empty(horizon, dtype=np.float64), value)


def _season(y, horizon, m):
    if y.shape[0] < m:
        raise ValueError("T < m")
    last_season = y[-m:]
    forecast = last_season
    while forecast.shape[0] < horizon:
        forecast = np.concatenate([forecast, last_season])
    return forecast[:horizon].copy()


def _drift(y, horizon):
    if y.shape[0] < 2:
        raise ValueError("T < 2")
    slope = np.subtract(y[-1], y[0]) / np.float64(y.shape[0] - 1)
    return y[-1] + np.cumsum(_constant(slope, horizon))


def naive_forecast(y, horizon, kind="last", m=1):
    if kind == "last":
        result = _constant(y[-1], horizon)
    elif kind == "mean":
        result = _constant(np.mean(y), horizon)
    elif kind == "drift":
        result = _drift(y, horizon)
    elif kind == "seasonal":
        result = _season(y, horizon, m)
    else:
        raise ValueError(kind)
    return result
