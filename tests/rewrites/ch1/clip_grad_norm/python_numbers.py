"""Python numbers entry by entry, with math.fsum, and a condition that holds for NaN too."""

import math

import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    given = [grad for grad in grads if grad is not None]
    if given == []:
        return torch.tensor(0.0)
    entries = [entry for grad in given for entry in grad.reshape(-1).tolist()]
    norm = math.sqrt(math.fsum(entry * entry for entry in entries))
    ratio = max_norm / (norm + eps)
    if not ratio >= 1:
        for grad in given:
            grad.mul_(ratio)
    return torch.tensor(norm, dtype=given[0].dtype, device=given[0].device)
