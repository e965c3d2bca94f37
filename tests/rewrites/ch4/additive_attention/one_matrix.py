"""Both matrices side by side, applied to query and key joined into one vector."""

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
    n, m = q.shape[1], k.shape[1]
    pairs = torch.cat([q[:, :, None].expand(-1, n, m, -1), k[:, None].expand(-1, n, m, -1)], dim=3)
    scores = torch.tanh(pairs @ torch.cat([W_q, W_k], dim=1).T) @ w[:, None]
    weights = masked_softmax(scores[..., 0], mask)
    return weights @ v, weights
