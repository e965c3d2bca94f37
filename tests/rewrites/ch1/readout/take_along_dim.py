"""torch.take_along_dim with an index of shape [B, 1, 1] that broadcasts."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    if not torch.equal(lengths, lengths.clamp(1, output.shape[1])):
        raise ValueError("lengths must be in [1, T]")
    return torch.take_along_dim(output, lengths[:, None, None] - 1, dim=1)[:, 0]
