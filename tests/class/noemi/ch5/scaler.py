import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        self.kind = kind
        self.centro = None

    def fit(self, x):
        piccolo, grande = np.nanmin(x, axis=0), np.nanmax(x, axis=0)
        if self.kind == "standard":
            self.centro, self.ampiezza = np.nanmean(x, axis=0), np.nanstd(x, axis=0)
        else:
            self.centro, self.ampiezza = piccolo, grande - piccolo
        self.ampiezza = np.where(piccolo == grande, 1.0, self.ampiezza)
        return self

    def transform(self, x):
        if self.centro is None:
            raise RuntimeError("prima fit")
        return ((x - self.centro) / self.ampiezza).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        if self.centro is None:
            raise RuntimeError("prima fit")
        quali = slice(None) if columns is None else list(columns)
        return (z * self.ampiezza[quali] + self.centro[quali]).astype(z.dtype)
