"""A batched matrix product of one-hot rows and the states, with the padding cut out by indexing first."""

import torch
from torch import Tensor


def one_hot_rows(lengths: Tensor, T: int, like: Tensor) -> Tensor:
    rows = torch.zeros(len(lengths), 1, T, dtype=like.dtype, device=like.device)
    rows[torch.arange(len(lengths)), 0, lengths - 1] = 1
    return rows


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    B, T, H = output.shape
    for length in lengths:
        if not 0 < length <= T:
            raise ValueError(f"bad length {length.item()}")
    valid = torch.arange(T, device=output.device)[None] < lengths[:, None]
    clean = torch.zeros_like(output)
    clean[valid] = output[valid]
    return torch.bmm(one_hot_rows(lengths, T, output), clean).reshape(B, H)
