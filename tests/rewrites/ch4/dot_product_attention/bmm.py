"""Leading dimensions are flattened into one, for torch.baddbmm and torch.bmm."""

import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    *lead, queries, size = q.shape
    keys, width = v.shape[-2:]
    q3, k3, v3 = q.reshape(-1, queries, size), k.reshape(-1, keys, size), v.reshape(-1, keys, width)
    bias = q.new_zeros(1, 1, 1)
    factor = 1 / size**0.5 if scale is None else scale
    scores = torch.baddbmm(bias, q3, k3.permute(0, 2, 1), alpha=factor)
    if mask is None:
        weights = torch.nn.functional.softmax(scores, dim=2)
    else:
        m3 = mask.expand(*lead, queries, keys).reshape(-1, queries, keys)
        empty = ~m3.any(dim=2, keepdim=True)
        weights = torch.nn.functional.softmax(scores.masked_fill(~(m3 | empty), float("-inf")), dim=2)
        weights = weights.masked_fill(empty, 0.0)
    context = torch.bmm(weights, v3)
    return context.reshape(*lead, queries, width), weights.reshape(*lead, queries, keys)
