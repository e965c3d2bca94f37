"""The three projections in one stacked matrix, split by chunk."""

import torch
import torch.nn.functional as F
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def self_attention(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    q, k, v = F.linear(x, torch.cat([W_q, W_k, W_v])).chunk(3, dim=-1)
    hidden = torch.zeros(x.shape[1], x.shape[1], dtype=torch.bool, device=x.device)
    if causal:
        hidden = torch.ones_like(hidden).triu(diagonal=1)
    if pad_mask is not None:
        hidden = hidden | pad_mask.logical_not()[:, None, :]
    weights = masked_softmax(torch.bmm(q / x.shape[-1] ** 0.5, k.mT), hidden.logical_not())
    return F.linear(torch.bmm(weights, v), W_o), weights
