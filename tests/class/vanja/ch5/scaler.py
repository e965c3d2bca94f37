import numpy as np


class Scaler:
    def __init__(self, kind="standard"):
        if kind not in {"standard", "minmax"}:
            raise ValueError(f"ne znam za {kind!r}")
        self.kind = kind
        self.sredina = None
        self.sirina = None

    def fit(self, x):
        if self.kind == "standard":
            self.sredina, self.sirina = x.mean(axis=0), x.std(axis=0)
        else:
            self.sredina, self.sirina = x.min(axis=0), x.max(axis=0) - x.min(axis=0)
        self.sirina = np.where(x.max(axis=0) == x.min(axis=0), 1.0, self.sirina)
        return self

    def transform(self, x):
        if self.sredina is None:
            raise RuntimeError("prvo fit")
        return ((x - self.sredina) / self.sirina).astype(x.dtype)

    def inverse_transform(self, z, columns=None):
        if self.sredina is None:
            raise RuntimeError("prvo fit")
        koje = slice(None) if columns is None else list(columns)
        return (z * self.sirina[koje] + self.sredina[koje]).astype(z.dtype)
