"""Norms put together by hypot, and a division by the inverse of the factor, which is at least 1."""

from functools import reduce

import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    given = list(filter(lambda grad: grad is not None, grads))
    if not given:
        return torch.zeros(())
    total_norm = reduce(torch.hypot, [torch.linalg.norm(grad) for grad in given])
    shrink = ((total_norm + eps) / max_norm).clamp(min=1.0)
    for grad in given:
        grad.div_(shrink)
    return total_norm
