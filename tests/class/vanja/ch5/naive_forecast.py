import numpy as np


def naive_forecast(y, horizon, kind="last", m=1):
    T = len(y)
    if kind == "last":
        value = y[-1]
    elif kind == "mean":
        value = np.mean(y)
    elif kind == "drift":
        if T < 2:
            raise ValueError("premalo vrijednosti")
        return np.array([y[-1] + h * (y[-1] - y[0]) / (T - 1) for h in range(1, horizon + 1)])
    elif kind == "seasonal":
        if T < m:
            raise ValueError("premalo vrijednosti")
        value = y[-m]      # prije točno jedne sezone
    else:
        raise ValueError(kind)
    return np.repeat(value, horizon)
