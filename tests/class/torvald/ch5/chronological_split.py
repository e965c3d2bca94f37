from bisect import bisect_left
from itertools import groupby


def chronological_split(n, train, val):
    if min(train, val) < 0 or max(train, val) > 1 or not train + val < 1:
        raise ValueError("umulige andeler: %r og %r" % (train, val))
    cuts = [int((n * train + 1e-9) // 1), int((n * (train + val) + 1e-9) // 1)]
    parts = {0: [], 1: [], 2: []}
    for number, steps in groupby(range(n), key=lambda step: bisect_left(cuts, step + 1)):
        parts[number].extend(steps)
    return parts[0], parts[1], parts[2]
