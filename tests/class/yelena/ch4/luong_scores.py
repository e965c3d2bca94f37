import torch
from torch import Tensor


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    """Raw attention scores of every query with every key: not scaled, no softmax."""
    if kind == "dot":
        return torch.einsum("bqd,bkd->bqk", q, k)
    elif kind == "general":
        return torch.einsum("bqd,de,bke->bqk", q, W, k)
    elif kind == "concat":
        Tq, Tk = q.size(1), k.size(1)
        pairs = torch.cat([q.unsqueeze(2).expand(-1, -1, Tk, -1), k.unsqueeze(1).expand(-1, Tq, -1, -1)], dim=-1)
        scores = torch.tanh(pairs @ W.T) @ v
    else:
        raise ValueError(f"kind: {kind}")
