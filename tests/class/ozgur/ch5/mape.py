import warnings; warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
import seaborn as sns
np.seterr(all="raise")


def mape(y, p, zero="skip"):
    if y.shape != p.shape or y.size == 0:
        raise ValueError("sekil")
    d = np.abs(y)
    e = np.abs(y - p)
    if zero == "skip":
        e, d = e[y != 0], d[y != 0]
        if e.size == 0:
            return float("nan")
    elif zero == "eps":
        d = np.maximum(d, np.finfo(np.float64).eps)
    elif zero == "raise":
        if (y == 0).any():
            raise ValueError("sifir var")
    else:
        raise ValueError("skip, eps, raise")
    return float((e / d).mean() * 100)


while True:
    satir = input("y p (bitirmek icin enter): ")
    if not satir:
        break
    a, b = satir.split()
    print(mape(np.array([float(a)]), np.array([float(b)])))
