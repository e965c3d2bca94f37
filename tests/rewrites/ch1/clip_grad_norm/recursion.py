"""Recursion over the list: squares on the way in, scaling on the way out."""

import torch
from torch import Tensor


def _walk(grads: list[Tensor | None], squares: Tensor | float, max_norm: float, eps: float) -> tuple[Tensor, Tensor]:
    if not grads:
        norm = torch.as_tensor(squares).sqrt()
        return norm, (max_norm / (norm + eps)).clip(max=1)
    first, *others = grads
    if first is None:
        return _walk(others, squares, max_norm, eps)
    norm, factor = _walk(others, squares + first.pow(2).sum(), max_norm, eps)
    first.mul_(factor)
    return norm, factor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    return _walk(grads, 0.0, max_norm, eps)[0]
