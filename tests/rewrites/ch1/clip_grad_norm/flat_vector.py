"""One flat vector, vector_norm, and the scaled vector split and copied back."""

import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    given = [g for g in grads if isinstance(g, Tensor)]
    if not given:
        return torch.tensor(0.0)
    vector = torch.cat([g.flatten() for g in given])
    total_norm = torch.linalg.vector_norm(vector)
    factor = torch.minimum(max_norm / (total_norm + eps), torch.ones_like(total_norm))
    parts = (vector * factor).split([g.numel() for g in given])
    for g, part in zip(given, parts, strict=True):
        g.copy_(part.view_as(g))
    return total_norm
