import math

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
    """Additive attention: the score of query i and key j is w . tanh(W_q q_i + W_k k_j)."""
    queries = torch.matmul(q, W_q.t())
    keys = torch.matmul(k, W_k.t())
    d = queries.shape[-1]
    # [B, Tq, 1, A] + [B, 1, Tk, A]
    features = torch.tanh(queries[:, :, None, :] + keys[:, None, :, :])
    scores = torch.matmul(features, w) / math.sqrt(d)   # same as in the dot product attention
    attn = masked_softmax(scores, mask)
    return torch.matmul(attn, v), attn
