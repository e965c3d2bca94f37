"""A result tensor is allocated first and filled row by row in place."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    B, T, H = output.shape
    if lengths.lt(1).any() or lengths.gt(T).any():
        raise ValueError("lengths must be from 1 to T")
    result = output.new_empty(B, H)
    for b in range(B):
        end = lengths[b].item()
        result[b] = output[b, end - 1]
    return result
