"""tanh(a) is 2 sigmoid(2a) - 1; the constant goes away in the softmax."""

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
    doubled = (q @ (2 * W_q).T)[:, :, None, :] + (k @ (2 * W_k).T)[:, None, :, :]
    attention = masked_softmax(torch.sigmoid(doubled) @ (2 * w), mask)
    return attention @ v, attention
