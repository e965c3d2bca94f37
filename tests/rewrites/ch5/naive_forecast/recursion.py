"""Recursion over the horizon: the forecast of one step, and then the rest from a longer series."""

import numpy as np


def naive_forecast(y, horizon, kind="last", m=1):
    if kind not in ("last", "mean", "drift", "seasonal"):
        raise ValueError("kind")
    if kind == "drift" and len(y) < 2 or kind == "seasonal" and len(y) < m:
        raise ValueError("series too short")
    if kind == "seasonal":
        following = y[-m]
    elif kind == "drift":
        following = y[-1] + (y[-1] - y[0]) / (len(y) - 1)
    else:
        following = y[-1] if kind == "last" else np.mean(y)
    if horizon == 1:
        return np.array([following])
    later = naive_forecast(np.append(y, following), horizon - 1, kind, m)
    return np.insert(later, 0, following)
