"""A beginner's loop over the steps, with an if for each kind inside."""

import numpy as np


def naive_forecast(y, horizon, kind="last", m=1):
    T = len(y)
    if kind != "last" and kind != "mean" and kind != "drift" and kind != "seasonal":
        raise ValueError("there is no such kind")
    if kind == "seasonal" and T < m:
        raise ValueError("the series is shorter than a season")
    if kind == "drift" and T < 2:
        raise ValueError("drift needs two values")
    forecast = np.zeros(horizon)
    for h in range(1, horizon + 1):
        if kind == "last":
            forecast[h - 1] = y[T - 1]
        elif kind == "mean":
            total = 0.0
            for t in range(T):
                total = total + y[t]
            forecast[h - 1] = total / T
        elif kind == "drift":
            forecast[h - 1] = y[T - 1] + h * (y[T - 1] - y[0]) / (T - 1)
        else:
            forecast[h - 1] = y[T - m + (h - 1) % m]
    return forecast
