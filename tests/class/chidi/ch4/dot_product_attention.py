# ch4.dot_product_attention  2024-10-03
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
    d = k.size(-2)
    if scale is None:
        scale = 1 / math.sqrt(d)
    scores = torch.matmul(q, k.transpose(-2, -1)) * scale
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * mask  # rows with nothing allowed
    context = torch.matmul(weights, v)
    return context, weights


if __name__ == "__main__":
    ctx, w = dot_product_attention(torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6))
    print(ctx.shape, w.sum(-1))
