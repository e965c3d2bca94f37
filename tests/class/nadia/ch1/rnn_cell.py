from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import torch
from torch import Tensor


class Nonlinearity(Enum):
    TANH = "tanh"
    RELU = "relu"

    @property
    def function(self) -> Callable[[Tensor], Tensor]:
        return torch.tanh if self is Nonlinearity.TANH else torch.relu


@dataclass(frozen=True)
class Affine:
    """weight @ input + bias, for inputs in rows."""

    weight: Tensor
    bias: Tensor | None

    def __call__(self, rows: Tensor) -> Tensor:
        product = rows.matmul(self.weight.mT)
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
    activation = Nonlinearity(nonlinearity).function  # an Enum raises ValueError by itself
    drive = Affine(weight_ih, bias_ih)(x)
    memory = Affine(weight_hh, bias_hh)(h)
    return activation(drive + memory).squeeze()


if __name__ == "__main__":
    x, h = torch.randn(2, 3), torch.zeros(2, 4)
    print(rnn_cell(x, h, torch.randn(4, 3), torch.randn(4, 4)).shape)
