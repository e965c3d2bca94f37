"""A score of two vectors, lifted by torch.vmap over keys, queries and samples."""

import torch
from torch import Tensor


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    if kind == "dot":
        score = torch.dot
    elif kind == "general":
        score = lambda a, b: a @ W @ b
    elif kind == "concat":
        score = lambda a, b: v @ torch.tanh(W @ torch.cat([a, b]))
    else:
        raise ValueError(f"unknown kind: {kind}")
    over_keys = torch.vmap(score, in_dims=(None, 0))
    over_queries = torch.vmap(over_keys, in_dims=(0, None))
    return torch.vmap(over_queries)(q, k)
