"""Short: dot is general without a matrix, and the rest is one line."""

import torch


def luong_scores(q, k, kind, W=None, v=None):
    if kind in ("dot", "general"):
        return (q if kind == "dot" else q @ W) @ k.mT
    if kind != "concat":
        raise ValueError(kind)
    n = q.shape[-1]
    return ((q @ W[:, :n].T)[:, :, None] + (k @ W[:, n:].T)[:, None]).tanh() @ v
