"""Recursion over the batch: the first sample's state in front of the result for the others."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    (n, *_), T = lengths.tolist(), output.shape[1]
    if n not in range(1, T + 1):
        raise ValueError(f"{n} is not between 1 and {T}")
    first = output[0, n - 1].unsqueeze(0)
    if len(output) == 1:
        return first
    return torch.cat((first, last_valid(output[1:], lengths[1:])), dim=0)
