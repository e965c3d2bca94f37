"""The way back as a product with a diagonal matrix, the columns chosen by a selection matrix."""

import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        if kind not in ("standard", "minmax"):
            raise ValueError("kind")
        self.kind = kind
        self.center = None

    def fit(self, x):
        low, high = np.nanmin(x, axis=0), np.nanmax(x, axis=0)
        stretch = high - low
        self.center = low if self.kind == "minmax" else np.nanmean(x, axis=0)
        width = stretch if self.kind == "minmax" else np.nanstd(x, axis=0)
        self.matrix = np.diag(np.where(stretch == 0, 1.0, width))
        return self

    def transform(self, x):
        if self.center is None:
            raise RuntimeError("call fit")
        return ((x - self.center) / self.matrix.diagonal()).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        if self.center is None:
            raise RuntimeError("call fit")
        chosen = np.eye(len(self.center))
        if columns is not None:
            chosen = chosen[list(columns)]
        return (z @ (chosen @ self.matrix @ chosen.T) + chosen @ self.center).astype(z.dtype)
