"""The step is gathered along the time axis with an index expanded over the hidden units."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    B, T, H = output.shape
    if lengths.min() < 1 or lengths.max() > T:
        raise ValueError("lengths out of range")
    index = (lengths - 1).reshape(B, 1, 1).expand(B, 1, H)
    return torch.gather(output, 1, index).squeeze(1)
