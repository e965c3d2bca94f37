"""A small object for each column, that knows how to scale numbers there and back."""

from dataclasses import dataclass
from statistics import fmean

import numpy as np


@dataclass(frozen=True)
class Column:
    center: float
    spread: float

    @classmethod
    def standard(cls, values):
        mean = fmean(values)
        deviation = fmean((v - mean) ** 2 for v in values) ** 0.5
        return cls(mean, deviation if min(values) < max(values) else 1.0)

    @classmethod
    def minmax(cls, values):
        return cls(min(values), max(values) - min(values) or 1.0)

    def scale(self, values):
        return (values - self.center) / self.spread

    def unscale(self, values):
        return values * self.spread + self.center


class Scaler:
    def __init__(self, kind="standard"):
        if kind not in ("standard", "minmax"):
            raise ValueError(kind)
        self.make = getattr(Column, kind)
        self.columns = []

    def fit(self, x):
        self.columns = [self.make(column[~np.isnan(column)].tolist()) for column in x.T]
        return self

    def transform(self, x):
        if not self.columns:
            raise RuntimeError("nothing is known yet")
        return np.stack([c.scale(values) for c, values in zip(self.columns, x.T, strict=True)], axis=1).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        if not self.columns:
            raise RuntimeError("nothing is known yet")
        chosen = self.columns if columns is None else [self.columns[k] for k in columns]
        return np.stack([c.unscale(values) for c, values in zip(chosen, z.T, strict=True)], axis=1).astype(z.dtype)
