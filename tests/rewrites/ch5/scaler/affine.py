"""The scaling as an affine map z = a x + b, with NaN filled by the mean before the moments are taken."""

import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        if kind not in ("standard", "minmax"):
            raise ValueError(f"{kind=}")
        self.kind = kind
        self.offset = self.width = None

    def fit(self, x):
        missing = np.isnan(x)
        present = (~missing).sum(axis=0)
        low = np.where(missing, np.inf, x).min(axis=0)
        high = np.where(missing, -np.inf, x).max(axis=0)
        offset, width = low, high - low
        if self.kind == "standard":
            offset = np.where(missing, 0, x).sum(axis=0) / present
            centred = np.where(missing, 0, x - offset)
            width = np.sqrt(np.einsum("tf,tf->f", centred, centred) / present)
        width[low == high] = 1
        self.offset, self.width = offset, width
        return self

    def transform(self, x):
        if self.offset is None:
            raise RuntimeError("transform before fit")
        out = np.empty(x.shape, x.dtype)
        for j, (c, d) in enumerate(zip(self.offset, self.width, strict=True)):
            out[:, j] = (x[:, j] - c) / d
        return out

    def inverse_transform(self, z, columns=None):
        if self.offset is None:
            raise RuntimeError("inverse_transform before fit")
        out = np.empty(z.shape, z.dtype)
        for k in range(z.shape[1]):
            j = k if columns is None else columns[k]
            out[:, k] = z[:, k] * self.width[j] + self.offset[j]
        return out
