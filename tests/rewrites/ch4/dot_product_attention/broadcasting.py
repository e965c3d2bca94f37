"""No matrix products at all: elementwise products that are summed, with half of the scale on either side."""

import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    if scale is None:
        half = q.shape[-1] ** -0.25
        q, k, scale = half * q, half * k, 1.0
    scores = scale * (q.unsqueeze(-2) * k.unsqueeze(-3)).sum(dim=-1)
    allowed = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    shifted = scores - torch.where(allowed, scores, scores.min()).max(dim=-1, keepdim=True).values.detach()
    powers = torch.where(allowed, shifted, 0).exp() * allowed
    total = powers.sum(dim=-1, keepdim=True)
    weights = powers / (total + (total == 0))
    return (weights.unsqueeze(-1) * v.unsqueeze(-3)).sum(dim=-2), weights
