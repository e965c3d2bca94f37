"""Samples are turned into columns first, so that the formulas stand as in the text."""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    X, P, D = x.T, h_prev.T, d_h.T
    A = weight_ih @ X + weight_hh @ P + bias[:, None]
    dA = D * (1 - torch.tanh(A) ** 2)
    dX = weight_ih.T @ dA
    dP = weight_hh.T @ dA
    ones = dA.new_ones(dA.shape[1])
    return dX.T, dP.T, dA @ X.T, dA @ P.T, dA @ ones
