"""No matrix products at all: axes are inserted, broadcast, multiplied and summed."""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    a = (x[:, None, :] * weight_ih[None]).sum(-1) + (h_prev[:, None, :] * weight_hh[None]).sum(-1) + bias
    h = torch.tanh(a)
    d_a = (d_h * (1 - h) * (1 + h))[:, :, None]
    d_x = (d_a * weight_ih).sum(1)
    d_h_prev = (d_a * weight_hh).sum(1)
    d_weight_ih = (d_a * x[:, None, :]).sum(0)
    d_weight_hh = (d_a * h_prev[:, None, :]).sum(0)
    d_bias = d_a.sum(0)[:, 0]
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias
