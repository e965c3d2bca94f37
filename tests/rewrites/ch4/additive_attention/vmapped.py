"""The score of a single pair, lifted over keys, queries and batch by torch.func.vmap."""

import torch
from torch import Tensor
from torch.func import vmap


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    def score(a: Tensor, b: Tensor) -> Tensor:
        return torch.dot(w, torch.tanh(W_q @ a + W_k @ b))

    of_a_query = vmap(score, in_dims=(None, 0))
    of_a_sample = vmap(of_a_query, in_dims=(0, None))
    weights = masked_softmax(vmap(of_a_sample)(q, k), mask)
    return vmap(torch.mm)(weights, v), weights
