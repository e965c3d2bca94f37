"""One query at a time, mapped over queries and samples by torch.vmap."""

import torch
from torch import Tensor


def of_one_query(q: Tensor, k: Tensor, v: Tensor, keep: Tensor, scale: float) -> tuple[Tensor, Tensor]:
    scores = torch.mv(k, q * scale)
    weights = torch.softmax(torch.where(keep, scores, torch.finfo(scores.dtype).min), 0) * keep
    return weights @ v, weights


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    shape = (*q.shape[:-1], k.shape[-2])
    keep = torch.ones((), dtype=torch.bool, device=q.device) if mask is None else mask
    keep = keep.expand(shape)
    if scale is None:
        scale = q.shape[-1] ** -0.5
    attend = torch.vmap(of_one_query, in_dims=(0, None, None, 0, None))
    for _ in shape[:-2]:
        attend = torch.vmap(attend, in_dims=(0, 0, 0, 0, None))
    return attend(q, k, v, keep, scale)
