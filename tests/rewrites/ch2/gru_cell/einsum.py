"""The stacked weights are viewed as [3, H, I], and each product is an einsum over the features."""

import torch
from torch import Tensor


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    B, I = x.shape
    H = h.shape[1]
    a = torch.einsum("bi,khi->kbh", x, weight_ih.reshape(3, H, I))
    c = torch.einsum("bj,khj->kbh", h, weight_hh.reshape(3, H, H))
    if bias_ih is not None:
        a = a + bias_ih.reshape(3, 1, H)
    if bias_hh is not None:
        c = c + bias_hh.reshape(3, 1, H)
    r, z = torch.sigmoid(a[:2] + c[:2])
    n = torch.tanh(a[2] + r * c[2])
    return (1 - z) * n + z * h
