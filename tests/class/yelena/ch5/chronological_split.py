import math


def chronological_split(n, train, val):
    """Divide the steps of a series into training, validation and test part, in order of time."""
    if train < 0 or val < 0 or train > 1 or val > 1 or train + val >= 1:
        raise ValueError("доли")
    a = math.floor(n * train + 1e-9)
    b = math.floor(n * (train + val) + 1e-9)
    train_idx = a
    val_idx = b - a
    test_idx = n - b
    return train_idx, val_idx, test_idx
