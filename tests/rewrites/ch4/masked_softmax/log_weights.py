"""Logarithms of the weights first: s - log of the sum of exponentials, by cumulative logaddexp."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    low = torch.finfo(scores.dtype).min
    if mask is not None:
        scores = torch.where(mask, scores, low)
    top = scores.detach().amax(dim, keepdim=True)
    shifted = (scores - top).clamp(min=-1e5)
    log_total = torch.logcumsumexp(shifted, dim).select(dim, -1).unsqueeze(dim)
    weights = (shifted - log_total).exp()
    return weights if mask is None else weights.where(mask, torch.zeros_like(weights))
