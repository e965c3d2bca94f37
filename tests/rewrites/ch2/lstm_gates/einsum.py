"""Einsum over weights viewed as [4, H, I] and [4, H, H], gates on a leading axis."""

import torch
from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    H = h.shape[1]
    W = weight_ih.unflatten(0, (4, H))
    U = weight_hh.unflatten(0, (4, H))
    a = torch.einsum("bi,ghi->gbh", x, W) + torch.einsum("bk,ghk->gbh", h, U)
    for bias in (bias_ih, bias_hh):
        if bias is not None:
            a = a + bias.unflatten(0, (4, 1, H))
    return a[0].sigmoid(), a[1].sigmoid(), a[2].tanh(), a[3].sigmoid()
