"""Einsum for every product and every sum, with the weights viewed as [4, H, I]."""

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
    H = h_prev.shape[1]
    W, U, b = weight_ih.reshape(4, H, -1), weight_hh.reshape(4, H, H), bias.reshape(4, 1, H)
    a = torch.einsum("ni,khi->knh", x, W) + torch.einsum("nj,khj->knh", h_prev, U) + b
    i, f, g, o = torch.sigmoid(a[0]), torch.sigmoid(a[1]), torch.tanh(a[2]), torch.sigmoid(a[3])
    t = torch.tanh(f * c_prev + i * g)
    D = d_c + torch.einsum("nh,nh,nh->nh", d_h, o, 1 - t**2)
    outer = torch.stack([D, D, D, d_h])
    other = torch.stack([g, c_prev, i, t])
    slope = torch.stack([i * (1 - i), f * (1 - f), 1 - g**2, o * (1 - o)])
    d_a = torch.einsum("knh,knh,knh->knh", outer, other, slope)
    return (
        torch.einsum("knh,khi->ni", d_a, W),
        torch.einsum("knh,khj->nj", d_a, U),
        torch.einsum("nh,nh->nh", D, f),
        torch.einsum("knh,ni->khi", d_a, x).reshape(4 * H, -1),
        torch.einsum("knh,nj->khj", d_a, h_prev).reshape(4 * H, H),
        torch.einsum("knh->kh", d_a).reshape(4 * H),
    )
