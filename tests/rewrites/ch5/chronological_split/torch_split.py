"""torch.arange and Tensor.split by sizes, back to lists."""

import torch


def chronological_split(n, train, val):
    if not all(0 <= share <= 1 for share in (train, val)):
        raise ValueError("a share lies outside 0 to 1")
    if train + val >= 1:
        raise ValueError("no share is left for the test")
    a = int(n * train + 1e-9)
    b = int(n * (train + val) + 1e-9)
    first, second, third = torch.arange(n).split([a, b - a, n - b])
    return first.tolist(), second.tolist(), third.tolist()
