import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        if kind not in ("standard", "minmax"):
            raise ValueError("kind")
        self.kind = kind
        self.center = None

    def fit(self, x):
        lo = np.nanmin(x, axis=0)
        hi = np.nanmax(x, axis=0)
        if self.kind == "standard":
            self.center = np.nanmean(x, axis=0)
            self.spread = np.nanstd(x, axis=0)
        else:
            self.center = lo
            self.spread = hi - low
        self.spread = np.where(hi == lo, 1.0, self.spread)
        return self

    def transform(self, x):
        if self.center is None:
            raise RuntimeError("fit!")
        return ((x - self.center) / self.spread).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        if self.center is None:
            raise RuntimeError("fit!")
        c, s = self.center, self.spread
        if columns is not None:
            c, s = c[list(columns)], s[list(columns)]
        return (z * s + c).astype(z.dtype)
