"""Queries and keys are repeated so that every pair is a row of one long matrix."""

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
    B, Tq, _ = q.shape
    Tk = k.size(1)
    rows = torch.nn.functional.linear(q, W_q).repeat_interleave(Tk, dim=1)
    columns = torch.nn.functional.linear(k, W_k).repeat(1, Tq, 1)
    scores = torch.tanh(rows + columns).matmul(w).reshape(B, Tq, Tk)
    weights = masked_softmax(scores, mask)
    return torch.bmm(weights, v), weights
