"""Padding is filled with zeros, then a one-hot tensor over time is contracted with the states by einsum."""

import torch
import torch.nn.functional as F
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    T = output.shape[1]
    if int(lengths.min()) < 1 or int(lengths.max()) > T:
        raise ValueError("lengths have to be from 1 to T")
    padding = torch.arange(T, device=output.device).unsqueeze(0) >= lengths.unsqueeze(1)
    clean = output.masked_fill(padding.unsqueeze(-1), 0.0)
    picker = F.one_hot(lengths - 1, num_classes=T).to(output.dtype)
    return torch.einsum("bt,bth->bh", picker, clean)
