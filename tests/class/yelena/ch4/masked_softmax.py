import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    """Softmax along one axis, over the positions that a mask keeps."""
    if mask is None:
        mask = torch.ones_like(score, dtype=torch.bool)
    low = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    # вычитаем максимум
    low = low - low.amax(dim, keepdim=True)
    e = torch.exp(low).masked_fill(~mask, 0)
    s = e.sum(dim, keepdim=True)
    return e / s.masked_fill(s == 0, 1)
