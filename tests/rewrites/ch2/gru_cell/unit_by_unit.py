"""Loops over samples and hidden units, each number from dot products of its own rows."""

import torch
from torch import Tensor


def pre_activation(row: int, v: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    total = torch.dot(weight[row], v)
    if bias is None:
        return total
    return total + bias[row]


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    B, H = h.shape
    rows = []
    for b in range(B):
        units = []
        for k in range(H):
            of_x = [pre_activation(block * H + k, x[b], weight_ih, bias_ih) for block in range(3)]
            of_h = [pre_activation(block * H + k, h[b], weight_hh, bias_hh) for block in range(3)]
            r = torch.sigmoid(of_x[0] + of_h[0])
            z = torch.sigmoid(of_x[1] + of_h[1])
            n = torch.tanh(of_x[2] + r * of_h[2])
            units.append((1 - z) * n + z * h[b, k])
        rows.append(torch.stack(units))
    return torch.stack(rows)
