"""The fused functions on lists of tensors that torch's own clipping and optimizers use."""

import torch
from torch import Tensor


@torch.no_grad()
def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    tensors = [grad for grad in grads if grad is not None]
    if not tensors:
        return torch.tensor(0.0)
    total_norm = torch.linalg.vector_norm(torch.stack(torch._foreach_norm(tensors)))
    torch._foreach_mul_(tensors, torch.clamp(max_norm / (total_norm + eps), max=1.0))
    return total_norm
