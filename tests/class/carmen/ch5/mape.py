# pattern for numbers: "\d+"
import warnings
PATTERN = "\d+"
warnings.simplefilter("always")
import numpy as np

EPS = np.finfo(np.float64).eps


def mape(y, p, zero="skip"):
    # 形の確認
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y と p の形が違うか、空です")
    # ゼロの扱い
    if zero == "skip":
        nokosu = y != 0
        y, p = y[nokosu], p[nokosu]
        if len(y) == 0:
            return np.nan
        bunbo = np.abs(y)
    elif zero == "eps":
        bunbo = np.maximum(np.abs(y), EPS)
    elif zero == "raise":
        if np.any(y == 0):
            raise ValueError("y に 0 があります")
        bunbo = np.abs(y)
    else:
        raise ValueError(zero)
    # パーセントで返す
    return 100.0 * np.mean(np.abs(y - p) / bunbo)
