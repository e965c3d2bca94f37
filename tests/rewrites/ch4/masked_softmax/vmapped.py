"""The softmax of one row, mapped over all rows by torch.vmap."""

import torch
from torch import Tensor


def one_row(row: Tensor, keep: Tensor) -> Tensor:
    lowered = torch.where(keep, row, torch.finfo(row.dtype).min)
    powers = torch.exp(lowered - lowered.max()) * keep
    return powers / torch.where(keep.any(), powers.sum(), 1)


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    keep = torch.ones_like(scores, dtype=torch.bool) if mask is None else torch.broadcast_to(mask, scores.shape)
    turned = scores.transpose(dim, -1)
    rows = turned.reshape(-1, turned.shape[-1])
    kept = keep.transpose(dim, -1).reshape(rows.shape)
    return torch.vmap(one_row)(rows, kept).view(turned.shape).transpose(dim, -1)
