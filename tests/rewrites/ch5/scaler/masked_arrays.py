"""numpy.ma in place of the nan functions."""

import numpy as np


class Scaler:
    def __init__(self, kind: str = "standard") -> None:
        self.kind = kind
        self.stats = None
        if kind not in {"standard", "minmax"}:
            raise ValueError(kind)

    def fit(self, x):
        known = np.ma.masked_invalid(x)
        low, high = known.min(axis=0).data, known.max(axis=0).data
        center, spread = low, high - low
        if self.kind == "standard":
            center, spread = known.mean(axis=0).data, known.std(axis=0).data
        self.stats = center, np.where(low < high, spread, 1)
        return self

    def _statistics(self):
        if self.stats is None:
            raise RuntimeError("this scaler was not fitted")
        return self.stats

    def transform(self, x):
        center, spread = self._statistics()
        return np.divide(x - center, spread).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        center, spread = self._statistics()
        if columns is not None:
            center, spread = np.take(center, columns), np.take(spread, columns)
        return (center + spread * z).astype(z.dtype)
