"""Three nested loops over parts, samples and units, dot products of rows, stacked at the end."""

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
    B, H = h.shape
    parts = []
    for block in range(4):
        rows = []
        for b in range(B):
            row = []
            for unit in range(H):
                k = block * H + unit
                value = torch.dot(h[b], weight_hh[k]) + torch.dot(x[b], weight_ih[k])
                if bias_hh is not None:
                    value = value + bias_hh[k]
                if bias_ih is not None:
                    value = value + bias_ih[k]
                row.append(value.tanh() if block == 2 else value.sigmoid())
            rows.append(torch.stack(row))
        parts.append(torch.stack(rows))
    i, f, g, o = parts
    return i, f, g, o
