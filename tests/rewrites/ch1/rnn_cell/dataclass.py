"""A frozen dataclass for the weights, with a method for each half of the step, and an enum for the nonlinearity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import torch
from torch import Tensor


class Nonlinearity(Enum):
    TANH = "tanh"
    RELU = "relu"

    def __call__(self, a: Tensor) -> Tensor:
        return getattr(torch, self.value)(a)


@dataclass(frozen=True)
class Affine:
    weight: Tensor
    bias: Tensor | None

    def __call__(self, rows: Tensor) -> Tensor:
        product = torch.matmul(self.weight, rows.unsqueeze(-1)).squeeze(-1)
        return product if self.bias is None else product + self.bias


def rnn_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
    nonlinearity: str = "tanh",
) -> Tensor:
    activation = Nonlinearity(nonlinearity)  # an unknown value raises ValueError
    return activation(Affine(weight_ih, bias_ih)(x) + Affine(weight_hh, bias_hh)(h))
