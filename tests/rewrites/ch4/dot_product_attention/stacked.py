"""Ones are joined to the values, so that one product gives the sums of exponentials and the weighted sums at once."""

import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    def lowered(scores: Tensor, value: float) -> Tensor:
        return scores if mask is None else torch.where(mask, scores, value)

    scores = q.div(q.shape[-1] ** 0.5) @ k.mT if scale is None else q.mul(scale) @ k.mT
    top = lowered(scores.detach(), torch.finfo(q.dtype).min).amax(-1, keepdim=True)
    powers = lowered(lowered(scores - top, 0).exp(), 0)
    sums = powers @ torch.cat([v, torch.ones_like(v[..., :1])], dim=-1)
    total = sums[..., -1:]
    inverse = torch.where(total > 0, total, 1).reciprocal()
    return sums[..., :-1] * inverse, powers * inverse
