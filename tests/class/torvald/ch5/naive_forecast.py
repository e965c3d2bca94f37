from itertools import cycle, islice, repeat

import numpy as np


def last(y, m):
    return repeat(y[-1])


def mean(y, m):
    return repeat(y.sum() / y.size)


def drift(y, m):
    if y.size == 1:
        raise ValueError("en strek trenger to punkter")
    a, b = np.polyfit([0, y.size - 1], [y[0], y[-1]], 1)      # linjen gjennom første og siste
    return (b + a * (y.size - 1 + h) for h in range(1, 10**9))


def seasonal(y, m):
    if y.size < m:
        raise ValueError("for kort")
    return cycle(y[y.size - m:])


def naive_forecast(y, horizon, kind="last", m=1):
    makers = {f.__name__: f for f in (last, mean, drift, seasonal)}
    if kind not in makers:
        raise ValueError(f"ukjent: {kind}")
    return np.fromiter(islice(makers[kind](y, m), horizon), dtype=np.float64, count=horizon)
