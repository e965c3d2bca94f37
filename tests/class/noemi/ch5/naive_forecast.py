import numpy as np


def naive_forecast(y, horizon, kind="last", m=1):
    if kind == "last":
        return np.full(horizon, y[-1])
    if kind == "mean":
        return np.full(horizon, y.mean())
    if kind == "drift":
        if len(y) < 2:
            raise ValueError("troppo corta")
        return y[-1] + (y[-1] - y[0]) / (len(y) - 1) * np.arange(1, horizon + 1)
    if kind == "seasonal":
        if len(y) < m:
            raise ValueError("troppo corta")
        return y[-m:][:horizon]
    raise ValueError(kind)
