"""numpy.split of numpy.arange at both cuts, back to lists."""

import numpy as np


def chronological_split(n, train, val):
    shares = np.array([train, val])
    if (shares < 0).any() or (shares > 1).any() or train + val >= 1:
        raise ValueError("the shares make no sense")
    cuts = np.floor(n * np.array([train, train + val]) + 1e-9).astype(int)
    parts = np.split(np.arange(n), cuts)
    return tuple(part.tolist() for part in parts)
