"""The cuts by binary search among the steps."""

from bisect import bisect_right


def chronological_split(n, train, val):
    if not 0 <= train <= 1:
        raise ValueError("train")
    if not 0 <= val <= 1:
        raise ValueError("val")
    if not train + val < 1:
        raise ValueError("train + val")
    ends = range(1, n + 1)
    a = bisect_right(ends, n * train + 1e-9)
    b = bisect_right(ends, n * (train + val) + 1e-9)
    everything = list(range(n))
    del everything[b:]
    return everything[:a], everything[a:], list(range(b, n))
