"""All pairs of rows and steps are taken and the diagonal of the two axes is kept."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    valid_range = range(1, output.shape[1] + 1)
    if any(int(n) not in valid_range for n in lengths):
        raise ValueError("length out of range")
    pairs = output[:, lengths - 1]
    return torch.diagonal(pairs, dim1=0, dim2=1).T
