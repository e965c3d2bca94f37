"""ch4.self_attention: Self-attention (7 points)."""

import math

import torch
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
    """Self-attention with one head, scaled by the square root of D."""
    B, T, D = x.shape
    q = x @ W_q.T
    k = x @ W_k.T
    v = x @ W_v.T
    scores = q @ k.transpose(1, 2) / math.sqrt(D)
    mask = torch.ones(B, T, T, dtype=torch.bool, device=x.device)
    if causal:
        mask = torch.tril(mask)
    if pad_mask is not None:
        mask = mask & pad_mask.unsqueeze(1)
    weights = masked_softmax(scores, mask)
    y = weights @ v @ W_o.T
    return y, weights
