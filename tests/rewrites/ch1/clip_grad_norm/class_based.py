"""A frozen dataclass that holds the gradients, with a property for the norm and a method that scales."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Gradients:
    grads: list[Tensor | None]

    def __iter__(self) -> Iterator[Tensor]:
        yield from (grad for grad in self.grads if grad is not None)

    @property
    def norm(self) -> Tensor:
        squares = [torch.sum(grad.abs() ** 2) for grad in self]
        return torch.stack(squares).sum() ** 0.5 if squares else torch.tensor(0.0)

    def scale_(self, factor: Tensor) -> None:
        for grad in self:
            torch.mul(grad, factor, out=grad)


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    gradients = Gradients(grads)
    norm = gradients.norm
    gradients.scale_(torch.clamp_max(max_norm / (norm + eps), 1.0))
    return norm
