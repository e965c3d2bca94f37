"""Both masks become numbers that are added to the scores; rows that see nothing are emptied afterwards."""

import torch
from torch import Tensor


def self_attention(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    T, D = x.shape[1:]
    lowest = torch.finfo(x.dtype).min / 8
    bias = x.new_zeros(x.shape[0], T, T)
    if causal:
        bias = bias + torch.full((T, T), lowest, dtype=x.dtype, device=x.device).triu(1)
    if pad_mask is not None:
        bias = bias + (~pad_mask).to(x.dtype)[:, None, :] * lowest
    q, k, v = x.matmul(W_q.t()), x.matmul(W_k.t()), x.matmul(W_v.t())
    scores = torch.baddbmm(bias, q, k.transpose(-2, -1), alpha=D**-0.5)
    seen = (bias == 0).any(dim=-1, keepdim=True)
    weights = torch.softmax(scores, dim=-1) * seen
    return weights.matmul(v).matmul(W_o.t()), weights
