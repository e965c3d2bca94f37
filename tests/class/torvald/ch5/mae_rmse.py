import math
import statistics

import numpy as np


def _errors(y, p):
    if list(y.shape) != list(p.shape) or 0 in y.shape:
        raise ValueError(f"kan ikke sammenligne {y.shape} og {p.shape}")
    return [a - b for a, b in zip(y.flat, p.flat)]


def mae(y, p):
    return float(statistics.fmean(map(abs, _errors(y, p))))


def rmse(y, p):
    e = np.array(_errors(y, p))
    # lengden av feilvektoren, delt på roten av antallet
    return float(np.linalg.norm(e)) / math.sqrt(e.size)
