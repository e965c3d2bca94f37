import numpy as np
import pandas as pd
import statsmodels.api as sm
import matplotlib.pyplot as plt
plt.ion()

co2 = sm.datasets.co2.load_pandas().data["co2"].interpolate()
co2.plot()


def naive_forecast(y, horizon, kind="last", m=1):
    T = len(y)
    h = np.arange(1, horizon + 1)
    if kind == "last":
        return np.repeat(y[-1], horizon)
    if kind == "mean":
        return np.repeat(y.mean(), horizon)
    if kind == "drift":
        if T < 2:
            raise ValueError("kisa")
        return y[-1] + h * (y[-1] - y[0]) / (T - 1)
    if kind == "seasonal":
        if T < m:
            raise ValueError("kisa")
        return y[T - m + (h - 1) % m]
    raise ValueError(kind)


for kind in ["last", "mean", "drift", "seasonal"]:
    f = naive_forecast(co2.values, 52, kind, 52)
    plt.plot(np.arange(len(co2), len(co2) + 52), f, label=kind)
plt.legend()
plt.show(block=True)
