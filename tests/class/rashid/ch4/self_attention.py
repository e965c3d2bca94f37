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
    _, T, D = x.shape
    q, k, v = torch.matmul(x, W_q.t()), torch.matmul(x, W_k.t()), torch.matmul(x, W_v.t())
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(D)

    mask = None
    if causal:
        # only what came before: below the diagonal
        past = torch.tril(torch.ones(T, T, device=x.device), diagonal=-1)
        mask = (past == 1)[None]
    if pad_mask is not None:
        keys = pad_mask[:, None, :]
        mask = keys if mask is None else torch.logical_and(mask, keys)

    weights = masked_softmax(scores, mask)
    y = torch.matmul(torch.matmul(weights, v), W_o.t())
    return y, weights
