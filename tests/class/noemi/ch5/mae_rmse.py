import numpy as np


def mae(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("forme diverse, o niente")
    return float(np.abs(y - p).mean())


def rmse(y, p):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("forme diverse, o niente")
    return float(np.sqrt(np.sum((y - p) ** 2) / len(y)))
