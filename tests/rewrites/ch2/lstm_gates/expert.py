"""An expert's version: named tuple, table of activations, broadcasting with sums instead of products of matrices."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor


class Gates(NamedTuple):
    """The parts of an LSTM step, in torch's order."""

    i: Tensor
    f: Tensor
    g: Tensor
    o: Tensor


ACTIVATIONS: Gates = Gates(torch.sigmoid, torch.sigmoid, torch.tanh, torch.sigmoid)  # type: ignore[arg-type]


def affine(v: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """v W^T + b, as a broadcast product that is summed over the features."""
    product = (v.unsqueeze(-2) * weight).sum(-1)
    return product if bias is None else product + bias


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The gates and the candidate of an LSTM, after their activations."""
    stacked = affine(x, weight_ih, bias_ih) + affine(h, weight_hh, bias_hh)

    def part(activation: Callable[[Tensor], Tensor], block: Tensor) -> Tensor:
        return activation(block)

    return tuple(map(part, ACTIVATIONS, stacked.chunk(4, dim=-1)))
