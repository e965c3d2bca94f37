"""ch4.dot_product_attention: Scaled dot-product attention (8 points)."""

import math

import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor | None = None,
    scale: float | None = None,
) -> tuple[Tensor, Tensor]:
    """Scaled dot-product attention.

    Returns (context, weights).
    """
    d = q.size(-1)
    if scale is None:
        scale = 1 / math.sqrt(d)
    scores = torch.matmul(q, k.transpose(-2, -1)) * scale
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)  # hech narsaga qaramaydigan so'rov uchun
    context = torch.matmul(weights, v)
    return context, weights
