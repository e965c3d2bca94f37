"""W_q and W_k meet first, and W_o and W_v too: two matrices in place of four."""

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
    T, D = x.shape[1:]
    scores = x @ (W_q.T @ W_k / math.sqrt(D)) @ x.mT
    allowed = torch.ones(T, T, dtype=torch.bool, device=x.device)
    allowed = allowed.tril() if causal else allowed
    allowed = allowed if pad_mask is None else allowed & pad_mask[:, None]
    weights = masked_softmax(scores, allowed)
    return weights @ (x @ (W_o @ W_v).T), weights
