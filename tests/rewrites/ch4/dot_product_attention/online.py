"""Key by key with a running maximum, sum and average, as in flash attention; weights afterwards."""

import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    shape = (*q.shape[:-1], k.shape[-2])
    keep = torch.ones(shape, dtype=torch.bool, device=q.device) if mask is None else mask.expand(shape)
    lowest = torch.finfo(q.dtype).min
    top = torch.full(q.shape[:-1], lowest, dtype=q.dtype, device=q.device)
    total = torch.zeros_like(top)
    average = torch.zeros(*q.shape[:-1], v.shape[-1], dtype=q.dtype, device=q.device)
    scores = []
    for j in range(k.shape[-2]):
        score = (q * k[..., j : j + 1, :]).sum(-1) * scale
        score = torch.where(keep[..., j], score, lowest)
        scores.append(score)
        higher = torch.maximum(top, score.detach())
        shrink, power = torch.exp(top - higher), torch.exp(score - higher) * keep[..., j]
        total = total * shrink + power
        average = average * shrink[..., None] + power[..., None] * v[..., j : j + 1, :]
        top = higher
    safe = torch.where(total > 0, total, 1)[..., None]
    weights = torch.exp(torch.stack(scores, -1) - top[..., None]) * keep / safe
    return average / safe, weights
