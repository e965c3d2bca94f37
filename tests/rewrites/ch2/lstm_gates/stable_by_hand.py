"""Sigmoid from a numerically careful formula with where, tanh as 2 sigmoid(2a) - 1."""

import torch
from torch import Tensor


def _sigmoid(a: Tensor) -> Tensor:
    small = torch.exp(-torch.abs(a))
    return torch.where(a >= 0, 1 / (1 + small), small / (1 + small))


def _tanh(a: Tensor) -> Tensor:
    return 2 * _sigmoid(2 * a) - 1


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    a = torch.matmul(h, weight_hh.T)
    a = torch.matmul(x, weight_ih.T) + a
    if bias_hh is not None:
        a = bias_hh + a
    if bias_ih is not None:
        a = bias_ih + a
    i, f, g, o = torch.chunk(a, 4, 1)
    return _sigmoid(i), _sigmoid(f), _tanh(g), _sigmoid(o)
