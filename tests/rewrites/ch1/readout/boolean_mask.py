"""A boolean mask that is true once in each row picks the states."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    T = output.size(1)
    if torch.any(lengths <= 0) or torch.any(lengths > T):
        raise ValueError(f"every length must lie in 1..{T}, got {lengths.tolist()}")
    steps = torch.arange(1, T + 1, device=output.device)
    return output[steps == lengths.unsqueeze(1)]
