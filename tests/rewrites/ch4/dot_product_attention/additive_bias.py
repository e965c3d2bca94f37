"""The mask becomes a bias of numbers that is added to the scores; the logarithms of the weights come first."""

import torch
from torch import Tensor
from torch.nn.functional import log_softmax


def bias_of(mask: Tensor, dtype: torch.dtype) -> Tensor:
    return torch.zeros(mask.shape, dtype=dtype, device=mask.device).masked_fill(~mask, torch.finfo(dtype).min / 4)


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    scores = torch.matmul(q, torch.transpose(k, -2, -1))
    scores = scores / q.shape[-1] ** 0.5 if scale is None else scores * scale
    if mask is None:
        weights = log_softmax(scores, dim=-1).exp()
    else:
        weights = log_softmax(scores + bias_of(mask, scores.dtype), dim=-1).exp()
        weights = weights * mask.any(dim=-1, keepdim=True)
    return torch.matmul(weights, v), weights
