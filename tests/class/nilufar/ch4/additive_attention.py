"""ch4.additive_attention: Additive attention (6 points)."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    w: Tensor,
    mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Additive attention: the score of query i and key j is w . tanh(W_q q_i + W_k k_j), not scaled."""
    q_proj = q @ W_q.T  # [B, Tq, A]
    k_proj = k @ W_k.T  # [B, Tk, A]
    hidden = torch.tanh(q_proj.unsqueeze(2) + k_proj.unsqueeze(1))  # [B, Tq, Tk, A]
    scores = hidden @ w  # [B, Tq, Tk]
    weights = masked_softmax(scores, mask)
    context = torch.bmm(weights, v)
    return context, weights
