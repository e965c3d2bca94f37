"""torch.where for the factor, asked so that NaN falls through, and an assignment to all entries."""

import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    total_squared = None
    for grad in grads:
        if grad is None:
            continue
        squared = torch.einsum("i,i->", grad.reshape(-1), grad.reshape(-1))
        total_squared = squared if total_squared is None else total_squared + squared
    if total_squared is None:
        return torch.tensor(0.0)
    norm = total_squared.sqrt()
    ratio = max_norm / (norm + eps)
    factor = torch.where(ratio >= 1, torch.ones_like(ratio), ratio)
    for grad in grads:
        if grad is not None:
            grad[...] = grad * factor
    return norm
