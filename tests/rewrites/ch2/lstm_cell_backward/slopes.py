"""Slopes from the values before the activations: sigmoid(a) sigmoid(-a), and 1 / cosh(a) ** 2 for tanh."""

import torch
import torch.nn.functional as F
from torch import Tensor


def sigmoid_slope(a: Tensor) -> Tensor:
    return torch.sigmoid(a) * torch.sigmoid(-a)


def tanh_slope(a: Tensor) -> Tensor:
    return torch.cosh(a).pow(-2)


def lstm_cell_backward(
    d_h: Tensor,
    d_c: Tensor,
    x: Tensor,
    h_prev: Tensor,
    c_prev: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of one LSTM step."""
    a = F.linear(x, weight_ih, bias) + F.linear(h_prev, weight_hh)
    a_i, a_f, a_g, a_o = torch.split(a, h_prev.size(1), dim=1)
    i, f, g, o = a_i.sigmoid(), a_f.sigmoid(), a_g.tanh(), a_o.sigmoid()
    c = f * c_prev + i * g
    d_cell = d_h * o * tanh_slope(c) + d_c
    d_i = d_cell * g * sigmoid_slope(a_i)
    d_f = d_cell * c_prev * sigmoid_slope(a_f)
    d_g = d_cell * i * tanh_slope(a_g)
    d_o = d_h * c.tanh() * sigmoid_slope(a_o)
    d_a = torch.hstack([d_i, d_f, d_g, d_o])
    d_x = F.linear(d_a, weight_ih.t())
    d_h_prev = F.linear(d_a, weight_hh.t())
    return d_x, d_h_prev, f * d_cell, F.linear(d_a.t(), x.t()), F.linear(d_a.t(), h_prev.t()), d_a.sum(dim=0)
