import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    # [B, Tq, 1, A] + [B, 1, Tk, A]
    energy = torch.tanh((q @ W_q.T).unsqueeze(2) + (k @ W_k.T).unsqueeze(1))
    scores = energy @ w.unsqueeze(1)
    weights = masked_softmax(scores, mask)
    return weights @ v, weights
