"""A small nn.Module with nn.Softmax, in the manner of an expert, that the function calls."""

import math
from typing import Optional

import torch
from torch import Tensor, nn


class Attention(nn.Module):
    def __init__(self, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self.softmax = nn.Softmax(dim=-1)

    def forward(self, q: Tensor, k: Tensor, v: Tensor, blocked: Optional[Tensor]) -> tuple[Tensor, Tensor]:
        energy = (k @ q.mT).mT.mul(self.scale)
        if blocked is None:
            weights = self.softmax(energy)
        else:
            hopeless = blocked.all(dim=-1, keepdim=True)
            weights = self.softmax(energy.masked_fill(blocked, -math.inf).masked_fill(hopeless, 0.0))
            weights = weights.masked_fill(hopeless, 0.0)
        return torch.einsum("...ij,...jd->...id", weights, v), weights


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor] = None, scale: Optional[float] = None
) -> tuple[Tensor, Tensor]:
    attention = Attention(1 / math.sqrt(q.size(-1)) if scale is None else scale)
    return attention(q, k, v, None if mask is None else mask.logical_not())
