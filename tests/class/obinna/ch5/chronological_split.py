"""ch5.chronological_split: Splitting a series in order of time (3 points)."""

import math


def chronological_split(n: int, train: float, val: float) -> tuple[list[int], list[int], list[int]]:
    """Divide the steps of a series into training, validation and test part, in order of time.

    Raises:
        ValueError: train or val lies outside 0 to 1, or train + val is 1 or more.
    """
    if train < 0 or train > 1 or val < 0 or val > 1:
        raise ValueError("train and val must be between 0 and 1")
    if train + val >= 1:
        raise ValueError("nothing left for the test part")
    a = math.floor(n * train + 1e-9)
    b = math.floor(n * (train + val) + 1e-9)
    train_idx = list(range(0, a))
    val_idx = list(range(a, b))
    test_idx = list(range(b, n))
    return train_idx, val_idx, test_idx
