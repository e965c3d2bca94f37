"""Slices of one list, cut with math.floor."""

import math


def chronological_split(n: int, train: float, val: float) -> tuple[list[int], list[int], list[int]]:
    in_range = 0.0 <= train <= 1.0 and 0.0 <= val <= 1.0
    if not in_range or train + val >= 1.0:
        raise ValueError((train, val))
    steps = list(range(n))
    a, b = (math.floor(n * share + 1e-9) for share in (train, train + val))
    return steps[:a], steps[a:b], steps[b:]
