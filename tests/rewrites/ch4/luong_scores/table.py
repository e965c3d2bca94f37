"""A dictionary of functions; a name that is not in it is the error."""

import torch
from torch import Tensor


def dot(q: Tensor, k: Tensor, W: Tensor, v: Tensor) -> Tensor:
    return torch.bmm(q, k.mT)


def general(q: Tensor, k: Tensor, W: Tensor, v: Tensor) -> Tensor:
    return torch.bmm(q, torch.matmul(W, k.mT))


def concat(q: Tensor, k: Tensor, W: Tensor, v: Tensor) -> Tensor:
    size = q.shape[2]
    hidden = torch.matmul(q, W[:, :size].mT).unsqueeze(2) + torch.matmul(k, W[:, size:].mT).unsqueeze(1)
    return hidden.tanh().matmul(v)


SCORES = {"dot": dot, "general": general, "concat": concat}


def luong_scores(q, k, kind, W=None, v=None):
    try:
        score = SCORES[kind]
    except KeyError:
        raise ValueError(f"no such score: {kind}") from None
    return score(q, k, W, v)
