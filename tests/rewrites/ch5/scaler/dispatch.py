"""A dictionary of functions, one for each kind, and a property that refuses to work before fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

Statistics = tuple[np.ndarray, np.ndarray]


def _standard(x: np.ndarray) -> Statistics:
    count = np.count_nonzero(~np.isnan(x), axis=0)
    mean = np.nansum(x, axis=0) / count
    return mean, np.sqrt(np.nansum((x - mean) ** 2, axis=0) / count)


def _minmax(x: np.ndarray) -> Statistics:
    low = np.fmin.reduce(x, axis=0)
    return low, np.fmax.reduce(x, axis=0) - low


class Scaler:
    KINDS: dict[str, Callable[[np.ndarray], Statistics]] = {"standard": _standard, "minmax": _minmax}

    def __init__(self, kind: str = "standard") -> None:
        try:
            self._measure = self.KINDS[kind]
        except KeyError:
            raise ValueError(f"kind must be one of {sorted(self.KINDS)}") from None
        self._fitted: Statistics | None = None

    @property
    def statistics(self) -> Statistics:
        if self._fitted is None:
            raise RuntimeError("fit was not called")
        return self._fitted

    def fit(self, x: np.ndarray) -> Scaler:
        center, spread = self._measure(x)
        moves = np.fmax.reduce(x, axis=0) != np.fmin.reduce(x, axis=0)
        self._fitted = center, np.where(moves, spread, np.ones_like(spread))
        return self

    def transform(self, x: np.ndarray) -> np.ndarray:
        center, spread = self.statistics
        return ((x - center) / spread).astype(x.dtype, copy=False)

    def inverse_transform(self, z: np.ndarray, columns: Sequence[int] | None = None) -> np.ndarray:
        center, spread = self.statistics
        pick = np.arange(len(center)) if columns is None else np.asarray(columns)
        return (z * spread[pick] + center[pick]).astype(z.dtype, copy=False)
