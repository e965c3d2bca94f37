"""ch4.masked_softmax: Softmax with a mask (5 points)."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    """Softmax along one axis, over the positions that a mask keeps."""
    if mask is None:
        mask = torch.ones_like(scores, dtype=torch.bool)
    # niqoblangan joylar -> minus cheksizlik, exp dan keyin 0 bo'ladi
    s = scores.masked_fill(~mask, float("-inf"))
    m = s.max(dim=dim, keepdim=True).values
    m = torch.where(torch.isinf(m), torch.zeros_like(m), m)  # bo'sh qator: -inf - (-inf) = nan bo'lmasin
    e = torch.exp(s - m)
    total = e.sum(dim=dim, keepdim=True)
    total = torch.where(total == 0, torch.ones_like(total), total)
    return e / total
