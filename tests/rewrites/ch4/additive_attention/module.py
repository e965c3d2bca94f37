"""A class that keeps its matrices, in the manner of a translation toolkit."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


class BahdanauAttention:
    def __init__(self, W_q: Tensor, W_k: Tensor, w: Tensor) -> None:
        self.W_q = W_q
        self.W_k = W_k
        self.w = w
        self.memory: Tensor | None = None

    def remember(self, k: Tensor) -> "BahdanauAttention":
        self.memory = torch.matmul(k, self.W_k.transpose(0, 1))
        return self

    def scores(self, query: Tensor) -> Tensor:
        assert self.memory is not None
        hidden = torch.matmul(query, self.W_q.transpose(0, 1))[:, None] + self.memory
        return torch.matmul(torch.tanh(hidden), self.w)

    def __call__(self, q: Tensor, v: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        table = torch.stack([self.scores(query) for query in q.unbind(1)], dim=1)
        weights = masked_softmax(table, mask)
        return torch.bmm(weights, v), weights


def additive_attention(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    return BahdanauAttention(W_q, W_k, w).remember(k)(q, v, mask)
