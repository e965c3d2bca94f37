"""The largest entry is divided out before squaring, so that large numbers do not overflow, and ifs for the factor."""

import torch
from torch import Tensor


def global_norm(tensors: list[Tensor]) -> Tensor:
    largest = torch.stack([tensor.abs().max() for tensor in tensors]).max()
    if largest == 0:
        return largest
    return largest * torch.stack([((tensor / largest) ** 2).sum() for tensor in tensors]).sum().sqrt()


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    tensors = [grad for grad in grads if grad is not None]
    if not tensors:
        return torch.tensor(0.0)
    norm = global_norm(tensors)
    if norm <= max_norm - eps:
        return norm
    factor = max_norm / (norm + eps)
    if factor > 1:
        factor = factor / factor
    for tensor in tensors:
        tensor.data.mul_(factor)
    return norm
