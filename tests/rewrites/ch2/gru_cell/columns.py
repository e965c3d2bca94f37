"""Samples are columns, so that the formulas stand as in the text, and the result is transposed back."""

import torch
from torch import Tensor, sigmoid, tanh


def with_bias(product: Tensor, bias: Tensor | None) -> Tensor:
    return product if bias is None else product + bias[:, None]


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    X, S = x.t(), h.t()
    i_r, i_z, i_n = torch.chunk(with_bias(weight_ih @ X, bias_ih), 3)
    h_r, h_z, h_n = torch.chunk(with_bias(weight_hh @ S, bias_hh), 3)
    keep = sigmoid(i_z + h_z)
    candidate = tanh(i_n + sigmoid(i_r + h_r) * h_n)
    return (candidate + keep * (S - candidate)).t()
