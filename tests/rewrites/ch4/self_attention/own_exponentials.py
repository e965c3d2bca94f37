"""The softmax as exponentials over their sum, with the maximum over what may be seen."""

from functools import reduce
from operator import and_

import torch
from torch import Tensor


def masks(x: Tensor, causal: bool, pad_mask: Tensor | None) -> list[Tensor]:
    T = x.shape[1]
    found = [torch.ones(T, T, dtype=torch.bool, device=x.device)]
    if causal:
        found.append(~torch.ones_like(found[0]).triu(1))
    if pad_mask is not None:
        found.append(pad_mask[:, None].expand(-1, T, -1))
    return found


def self_attention(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    allowed = reduce(and_, masks(x, causal, pad_mask))
    root = x.shape[2] ** 0.25
    q, k = torch.tensordot(x, W_q, dims=([2], [1])) / root, torch.tensordot(x, W_k, dims=([2], [1])) / root
    scores = torch.where(allowed, q @ k.mT, -torch.inf)
    top = scores.detach().amax(-1, keepdim=True).clamp(min=torch.finfo(x.dtype).min)
    powers = torch.exp(scores - top)
    total = powers.sum(-1, keepdim=True)
    weights = powers / (total + total.eq(0))
    projected = torch.tensordot(x, W_o @ W_v, dims=([2], [1]))
    return weights @ projected, weights
