# Én liten klasse per kolonne; tabellen er bare en liste av dem.
import math
from collections import namedtuple

import numpy as np

Column = namedtuple("Column", "middle width")


def standard(values):
    middle = math.fsum(values) / len(values)
    return Column(middle, math.sqrt(math.fsum((v - middle) ** 2 for v in values) / len(values)))


def minmax(values):
    return Column(min(values), max(values) - min(values))


class Scaler:
    kinds = {"standard": standard, "minmax": minmax}

    def __init__(self, kind="standard"):
        if kind not in self.kinds:
            raise ValueError(kind)
        self._measure = self.kinds[kind]

    def fit(self, x):
        self._columns = []
        for column in np.asarray(x, dtype=float).T:
            values = [v for v in column.tolist() if not math.isnan(v)]
            found = self._measure(values)
            if len(set(values)) == 1:
                found = found._replace(width=1.0)
            self._columns.append(found)
        return self

    def _fitted(self):
        if not hasattr(self, "_columns"):
            raise RuntimeError("fit først")
        return self._columns

    def transform(self, x):
        out = np.empty_like(x)
        for j, c in enumerate(self._fitted()):
            out[:, j] = (x[:, j].astype(float) - c.middle) / c.width
        return out

    def inverse_transform(self, z, columns=None):
        known = self._fitted()
        wanted = range(len(known)) if columns is None else columns
        new = [z[:, place].astype(float) * known[j].width + known[j].middle for place, j in enumerate(wanted)]
        return np.stack(new, axis=1).astype(z.dtype)
