"""fit stores two closures, which before it are ones that raise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def _unfitted(*_: object) -> np.ndarray:
    raise RuntimeError("the scaler has not been fitted")


class Scaler:
    def __init__(self, kind: str = "standard") -> None:
        if kind not in ("standard", "minmax"):
            raise ValueError("kind: standard or minmax")
        self.kind = kind
        self.forward = self.backward = _unfitted

    def fit(self, x: np.ndarray) -> Scaler:
        x = np.array(x, dtype=np.float64)
        low, high = np.nanquantile(x, [0.0, 1.0], axis=0)
        constant = low == high
        if self.kind == "standard":
            center = np.nanmean(x, axis=0)
            spread = np.sqrt(np.nanmean(np.square(x - center), axis=0))
        else:
            center, spread = low, high - low
        spread[constant] = 1.0

        def forward(values: np.ndarray) -> np.ndarray:
            return np.subtract(values, center) / spread

        def backward(values: np.ndarray, columns: Sequence[int] | None) -> np.ndarray:
            which = slice(None) if columns is None else list(columns)
            return np.multiply(values, spread[which]) + center[which]

        self.forward, self.backward = forward, backward
        return self

    def transform(self, x: np.ndarray) -> np.ndarray:
        return self.forward(x).astype(x.dtype)

    def inverse_transform(self, z: np.ndarray, columns: Sequence[int] | None = None) -> np.ndarray:
        return self.backward(z, columns).astype(z.dtype)
