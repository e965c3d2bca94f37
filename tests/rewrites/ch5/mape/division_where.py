"""np.divide with where= writes into zeros only where an entry counts; the sum is divided by the count."""

import numpy as np

POLICIES = frozenset(("skip", "eps", "raise"))


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    if zero not in POLICIES:
        raise ValueError(f"zero is one of {sorted(POLICIES)}")
    if y.shape != p.shape:
        raise ValueError(f"{y.shape} is not {p.shape}")
    if y.size < 1:
        raise ValueError("no entries")
    nonzero = y.astype(bool)
    if zero == "raise" and not nonzero.all():
        raise ValueError("zeros")
    counts = nonzero if zero == "skip" else np.ones_like(nonzero)
    n = np.count_nonzero(counts)
    if n == 0:
        return np.nan
    magnitude = np.abs(y)
    if zero == "eps":
        magnitude = np.maximum(magnitude, np.finfo(np.float64).eps)
    relative = np.divide(np.abs(np.subtract(p, y)), magnitude, out=np.zeros(y.shape), where=counts)
    return float(100 * relative.sum() / n)
