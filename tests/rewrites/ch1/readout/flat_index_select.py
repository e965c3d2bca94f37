"""Batch and time are merged into one axis and the rows are selected by their numbers in it."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    B, T, H = output.shape
    smallest, largest = torch.aminmax(lengths)
    if smallest.item() < 1 or largest.item() > T:
        raise ValueError(f"lengths go from {smallest} to {largest}, but T is {T}")
    rows = torch.arange(0, B * T, T, device=output.device) + lengths - 1
    return output.reshape(B * T, H).index_select(0, rows)
