"""Kept entries are picked by boolean indexing, normalised with index_add and put back."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    shape = scores.movedim(dim, -1).shape
    flat = scores.movedim(dim, -1).reshape(-1, shape[-1])
    keep = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.expand(scores.shape)
    keep = keep.movedim(dim, -1).reshape(-1, shape[-1])
    row, column = keep.nonzero(as_tuple=True)
    values = flat[row, column]
    top = torch.full((len(flat),), -torch.inf, dtype=scores.dtype, device=scores.device)
    top = top.index_reduce(0, row, values.detach(), "amax")
    powers = torch.exp(values - top[row])
    total = powers.new_zeros(len(flat)).index_add(0, row, powers)
    weights = torch.zeros_like(flat).index_put((row, column), powers / total[row])
    return weights.reshape(shape).movedim(-1, dim)
