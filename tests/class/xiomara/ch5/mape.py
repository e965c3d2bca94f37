# ch5.mape  15/10
import numpy as np


def mape(y, p, zero="skip"):
    if y.shape != p.shape:
        raise ValueError(f"shapes differ: {y.shape} and {p.shape}")
    if y.size == 0:
        raise ValueError("nothing to average")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError(f"unknown policy {zero}")
    error = np.abs(y - p)
    base = np.abs(y)
    if zero == "raise" and (y == 0).any():
        raise ValueError("y contains zeros")
    if zero == "skip":
        keep = y != 0
        error, base = error[keep], base[keep]
        if error.size == 0:
            return float("nan")
    if zero == "eps":
        base[base == 0] = np.finfo(np.float64).eps
    return float(np.mean(error / base) * 100)


if __name__ == "__main__":
    import numpy

    print(mape(numpy.array([1.0, 2.0]), numpy.array([1.1, 1.9])), "should be 7.5")
