"""Sample by sample with outer products, which are added up."""

import torch
from torch import Tensor


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
    d_x, d_h_prev, d_c_prev = [], [], []
    d_weight_ih, d_weight_hh, d_bias = torch.zeros_like(weight_ih), torch.zeros_like(weight_hh), torch.zeros_like(bias)
    for dh, dc, v, h, c in zip(d_h, d_c, x, h_prev, c_prev):
        i, f, g, o = torch.chunk(weight_ih @ v + weight_hh @ h + bias, 4)
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        tanh_c = torch.tanh(f * c + i * g)
        total = dh * o * (1 - tanh_c**2) + dc
        first_two = [total * g * i * (1 - i), total * c * f * (1 - f)]
        da = torch.cat([*first_two, total * i * (1 - g**2), dh * tanh_c * o * (1 - o)])
        d_x.append(weight_ih.T @ da)
        d_h_prev.append(weight_hh.T @ da)
        d_c_prev.append(f * total)
        d_weight_ih = d_weight_ih + torch.outer(da, v)
        d_weight_hh = d_weight_hh + torch.outer(da, h)
        d_bias = d_bias + da
    return torch.stack(d_x), torch.stack(d_h_prev), torch.stack(d_c_prev), d_weight_ih, d_weight_hh, d_bias
