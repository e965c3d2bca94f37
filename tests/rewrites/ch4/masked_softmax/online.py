"""The streaming softmax: one pass with a running maximum and a running sum."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    if mask is None:
        mask = torch.ones_like(scores, dtype=torch.bool)
    mask = mask.expand(scores.shape)
    scores = torch.where(mask, scores, 0)
    slices = list(zip(scores.unbind(dim), mask.unbind(dim)))
    top = torch.full_like(slices[0][0], torch.finfo(scores.dtype).min).detach()
    total = torch.zeros_like(top)
    for score, keep in slices:
        higher = torch.where(keep, torch.maximum(top, score.detach()), top)
        term = torch.where(keep, torch.exp(torch.where(keep, score - higher, 0)), 0)
        total = total * torch.exp(top - higher) + term
        top = higher
    total = torch.where(total > 0, total, 1)
    weights = [torch.where(keep, torch.exp(torch.where(keep, s - top, 0)) / total, 0) for s, keep in slices]
    return torch.stack(weights, dim=dim)
