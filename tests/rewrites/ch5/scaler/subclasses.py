"""Scaler makes an object of a private class for its kind; these share an abstract base."""

from abc import ABC, abstractmethod

import numpy as np


class _Base(ABC):
    @abstractmethod
    def measure(self, x): ...

    def learn(self, x):
        self.center, self.spread = self.measure(x)
        constant = np.equal(np.nanmax(x, 0), np.nanmin(x, 0))
        self.spread = np.choose(constant, [self.spread, np.ones_like(self.spread)])


class _Standard(_Base):
    def measure(self, x):
        return np.nanmean(x, 0), np.nanstd(x, 0)


class _MinMax(_Base):
    def measure(self, x):
        return np.nanmin(x, 0), np.nanmax(x, 0) - np.nanmin(x, 0)


class Scaler:
    def __init__(self, kind="standard"):
        match kind:
            case "standard":
                self.inner = _Standard()
            case "minmax":
                self.inner = _MinMax()
            case _:
                raise ValueError(f"there is no scaler of kind {kind}")
        self.ready = False

    def fit(self, x):
        self.inner.learn(x)
        self.ready = True
        return self

    def _need_fit(self):
        if not self.ready:
            raise RuntimeError("fit, then transform")

    def transform(self, x):
        self._need_fit()
        return np.asarray((x - self.inner.center[None, :]) / self.inner.spread[None, :], dtype=x.dtype)

    def inverse_transform(self, z, columns=None):
        self._need_fit()
        index = ... if columns is None else list(columns)
        return np.asarray(z * self.inner.spread[index][None, :] + self.inner.center[index][None, :], dtype=z.dtype)
