"""A generator yields the column of each key; concat keeps the part of the query from key to key."""

from collections.abc import Iterator

import torch
from torch import Tensor


def columns(q: Tensor, k: Tensor, kind: str, W: Tensor | None, v: Tensor | None) -> Iterator[Tensor]:
    size = q.shape[-1]
    asked = {"dot": lambda: q, "general": lambda: q @ W, "concat": lambda: q @ W.narrow(1, 0, size).T}[kind]()
    for j in range(k.shape[1]):
        key = k.select(1, j).unsqueeze(1)
        if kind == "concat":
            yield (torch.tanh(asked + key @ W.narrow(1, size, k.shape[-1]).T) * v).sum(-1)
        else:
            yield (asked * key).sum(-1)


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    if kind not in {"dot", "general", "concat"}:
        raise ValueError(f"kind: {kind!r}")
    return torch.stack(list(columns(q, k, kind, W, v)), dim=-1)
