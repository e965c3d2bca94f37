"""masked_select with the mask broadcast over the hidden units, reshaped to the batch afterwards."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    B, T, H = output.shape
    in_range = torch.logical_and(lengths >= 1, lengths <= T)
    if not in_range.all():
        raise ValueError("lengths")
    positions = torch.arange(T, device=output.device).view(1, T, 1)
    return output.masked_select(positions == lengths.view(B, 1, 1) - 1).view(B, H)
