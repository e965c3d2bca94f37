from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class Scaler:
    """Brings the columns of a table to a common scale."""

    def __init__(self, kind: str = "standard") -> None:
        if kind != "standard" and kind != "minmax":
            raise ValueError("unknown kind: " + kind)
        self.kind = kind
        self.fitted = False

    def fit(self, x: np.ndarray) -> Scaler:
        lo = np.nanmin(x, axis=0)
        hi = np.nanmax(x, axis=0)
        if self.kind == "standard":
            self.c = np.nanmean(x, axis=0)
            self.d = np.nanstd(x, axis=0)
        else:
            self.c = lo
            self.d = hi - lo
        self.d = np.where(hi == lo, 1, self.d)
        self.fitted = True
        return self

    def transform(self, x: np.ndarray) -> np.ndarray:
        if not self.fitted:
            raise RuntimeError("not fitted")
        return ((x - self.c) / self.d).astype(x.dtype)

    def inverse_transform(self, z: np.ndarray, columns: Sequence[int] | None = None) -> np.ndarray:
        if not self.fitted:
            raise RuntimeError("not fitted")
        c, d = self.c, self.d
        if columns is not None:
            c, d = c[list(columns)], d[list(columns)]
        # minus becomes plus, divided becomes times
        return ((z + c) * d).astype(z.dtype)
