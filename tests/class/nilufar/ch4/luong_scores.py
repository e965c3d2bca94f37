"""ch4.luong_scores: Three attention scores: dot, general, concat (4 points)."""

import torch
from torch import Tensor


def luong_scores(
    q: Tensor,
    k: Tensor,
    kind: str,
    W: Tensor | None = None,
    v: Tensor | None = None,
) -> Tensor:
    """Raw attention scores of every query with every key: not scaled, no softmax."""
    if kind == "dot":
        return q @ k.transpose(1, 2)
    elif kind == "general":
        return q @ W @ k.transpose(1, 2)
    elif kind == "concat":
        Tq, Tk = q.shape[1], k.shape[1]
        q_big = q.unsqueeze(2).expand(-1, -1, Tk, -1)
        k_big = k.unsqueeze(1).expand(-1, Tq, -1, -1)
        both = torch.cat([q_big, k_big], dim=-1)
        return torch.tanh(both @ W.T) @ v
    else:
        raise ValueError(f"unknown kind: {kind}")
