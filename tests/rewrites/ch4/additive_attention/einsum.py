"""Every product by einsum, the sum by unsqueeze."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    queries = torch.einsum("bid,ad->bia", q, W_q).unsqueeze(2)
    keys = torch.einsum("bjd,ad->bja", k, W_k).unsqueeze(1)
    weights = masked_softmax(torch.einsum("bija,a->bij", torch.tanh(queries + keys), w), mask)
    return torch.einsum("bij,bjv->biv", weights, v), weights
