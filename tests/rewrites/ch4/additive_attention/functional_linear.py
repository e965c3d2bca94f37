"""Projections and score as functional linear layers, with a softmax of its own that spares blind rows."""

import torch
import torch.nn.functional as F
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    if mask is None:
        return F.softmax(scores, dim=-1)
    blind = ~mask.any(dim=-1, keepdim=True)
    weights = F.softmax(scores.masked_fill(~(mask | blind), -torch.inf), dim=-1)
    return weights.masked_fill(blind, 0)


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    energy = F.linear(F.linear(q, W_q).unsqueeze(-2).add(F.linear(k, W_k).unsqueeze(-3)).tanh(), w.unsqueeze(0))
    attention = masked_softmax(energy.squeeze(-1), mask)
    return attention.matmul(v), attention
