"""Nested conditional expressions, as short as they get."""

import numpy as np


def naive_forecast(y, horizon, kind="last", m=1):
    T, h = len(y), np.arange(horizon)
    if T < {"last": 1, "mean": 1, "drift": 2, "seasonal": m}.get(kind, T + 1):
        raise ValueError
    if kind == "seasonal":
        return y[T - m + h % m]
    return {"last": y[-1], "mean": y.mean()}.get(kind, 0) + (
        h * 0.0 if kind != "drift" else np.polyval([(y[-1] - y[0]) / (T - 1), y[-1]], h + 1)
    )
