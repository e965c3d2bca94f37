"""A beginner's loops over columns and rows, with lists of numbers for the statistics."""

import math

import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        if kind != "standard" and kind != "minmax":
            raise ValueError("unknown kind")
        self.kind = kind
        self.fitted = False

    def fit(self, x):
        self.center = []
        self.spread = []
        for j in range(x.shape[1]):
            values = []
            for t in range(x.shape[0]):
                if not math.isnan(x[t, j]):
                    values.append(float(x[t, j]))
            smallest = min(values)
            largest = max(values)
            if self.kind == "standard":
                total = 0.0
                for v in values:
                    total = total + v
                center = total / len(values)
                squares = 0.0
                for v in values:
                    squares = squares + (v - center) ** 2
                spread = math.sqrt(squares / len(values))
            else:
                center = smallest
                spread = largest - smallest
            if smallest == largest:
                spread = 1.0
            self.center.append(center)
            self.spread.append(spread)
        self.fitted = True
        return self

    def transform(self, x):
        if not self.fitted:
            raise RuntimeError("fit first")
        z = np.zeros(x.shape, dtype=x.dtype)
        for t in range(x.shape[0]):
            for j in range(x.shape[1]):
                z[t, j] = (x[t, j] - self.center[j]) / self.spread[j]
        return z

    def inverse_transform(self, z, columns=None):
        if not self.fitted:
            raise RuntimeError("fit first")
        if columns is None:
            columns = range(len(self.center))
        x = np.zeros(z.shape, dtype=z.dtype)
        for t in range(z.shape[0]):
            for k, j in enumerate(columns):
                x[t, k] = z[t, k] * self.spread[j] + self.center[j]
        return x
