import math
import sys


def total(pairs, n=0, s=0.0, eps=0.0):
    if not pairs:
        return n, s
    (y, p), *rest = pairs
    return total(rest, n + 1, s + abs(y - p) / max(abs(y), eps), eps)


def mape(y, p, zero="skip"):
    if y.shape != p.shape or len(y) == 0 or zero not in ("skip", "eps", "raise"):
        raise ValueError
    pairs = list(zip(y.reshape(-1).tolist(), p.reshape(-1).tolist()))
    if zero == "raise" and 0 in [y for y, _ in pairs]:
        raise ValueError
    if zero == "skip":
        pairs = [(y, p) for y, p in pairs if y != 0]
    n, s = total(pairs, eps=sys.float_info.epsilon if zero == "eps" else 0.0)
    return 100 * s / n if n else math.nan
