"""Pairs in one long list, for torch's bilinear and linear layers."""

import torch
import torch.nn.functional as F
from torch import Tensor


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    B, n, m = len(q), q.shape[1], k.shape[1]
    left = q.unsqueeze(2).expand(B, n, m, q.shape[2]).reshape(B * n * m, q.shape[2])
    right = k.unsqueeze(1).expand(B, n, m, k.shape[2]).reshape(B * n * m, k.shape[2])
    if kind == "dot":
        flat = torch.linalg.vecdot(left, right)
    elif kind == "general":
        flat = F.bilinear(left, right, W.unsqueeze(0))
    elif kind == "concat":
        flat = F.linear(torch.tanh(F.linear(torch.cat((left, right), 1), W)), v.unsqueeze(0))
    else:
        raise ValueError
    return flat.reshape(B, n, m)
