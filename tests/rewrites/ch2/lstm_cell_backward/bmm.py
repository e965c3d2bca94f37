"""Batched products over the four gates, sums over the gates afterwards, the mean of the bias times its count."""

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
    B, H = h_prev.shape
    W, U, b = weight_ih.view(4, H, -1), weight_hh.view(4, H, H), bias.view(4, 1, H)
    a = torch.baddbmm(b, x.expand(4, -1, -1), W.mT) + torch.bmm(h_prev.expand(4, -1, -1), U.mT)
    is_gate = torch.tensor([True, True, False, True], device=x.device).view(4, 1, 1)
    y = torch.where(is_gate, torch.sigmoid(a), torch.tanh(a))
    slope = torch.where(is_gate, y * (1 - y), 1 - y**2)
    i, f, g, o = y
    t = torch.tanh(f * c_prev + i * g)
    d_cell = d_c + d_h * o * (1 - t**2)
    d_a = torch.stack([d_cell * g, d_cell * c_prev, d_cell * i, d_h * t]) * slope
    d_x = torch.bmm(d_a, W).sum(0)
    d_h_prev = torch.bmm(d_a, U).sum(0)
    d_weight_ih = torch.bmm(d_a.mT, x.expand(4, -1, -1)).flatten(0, 1)
    d_weight_hh = torch.bmm(d_a.mT, h_prev.expand(4, -1, -1)).flatten(0, 1)
    return d_x, d_h_prev, d_cell * f, d_weight_ih, d_weight_hh, d_a.mean(1).flatten() * B
