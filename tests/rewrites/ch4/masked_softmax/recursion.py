"""Recursion over the leading axes down to a single row, whose kept entries are scattered into zeros."""

import torch
from torch import Tensor


def weights_of_row(row: Tensor, keep: Tensor) -> Tensor:
    kept = row[keep]
    if kept.numel() == 0:
        return 0 * torch.where(keep, row, 0)
    powers = torch.exp(kept - kept.detach().max())
    return torch.zeros_like(row).masked_scatter(keep, powers / powers.sum())


def down(scores: Tensor, keep: Tensor) -> Tensor:
    if scores.dim() == 1:
        return weights_of_row(scores, keep)
    return torch.stack([down(a, b) for a, b in zip(scores, keep)])


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    keep = torch.full_like(scores, True, dtype=torch.bool) if mask is None else mask.expand_as(scores)
    return down(scores.movedim(dim, -1), keep.movedim(dim, -1)).movedim(-1, dim)
