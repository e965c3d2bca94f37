"""Both products by einsum with an ellipsis, and the softmax written out."""

import torch
from torch import Tensor, einsum


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    factor = q.size(-1) ** -0.5 if scale is None else scale
    scores = einsum("...id,...jd->...ij", q, k) * factor
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    top = scores.detach().amax(-1, keepdim=True)
    powers = (scores - top.masked_fill(top == -torch.inf, 0)).exp()
    total = einsum("...ij->...i", powers)
    weights = powers / total.masked_fill(total == 0, 1)[..., None]
    return einsum("...ij,...jv->...iv", weights, v), weights
