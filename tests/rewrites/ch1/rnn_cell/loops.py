"""Explicit loops over samples, hidden units and features, as a beginner writes them from the formula."""

import torch
from torch import Tensor


def rnn_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
    nonlinearity: str = "tanh",
) -> Tensor:
    if nonlinearity != "tanh" and nonlinearity != "relu":
        raise ValueError("unknown nonlinearity")
    B = x.shape[0]
    I = x.shape[1]
    H = h.shape[1]
    if B == 0:
        return x.new_zeros(0, H)
    rows = []
    for b in range(B):
        row = []
        for k in range(H):
            total = torch.zeros((), dtype=x.dtype, device=x.device)
            for i in range(I):
                total = total + weight_ih[k, i] * x[b, i]
            if bias_ih is not None:
                total = total + bias_ih[k]
            for j in range(H):
                total = total + weight_hh[k, j] * h[b, j]
            if bias_hh is not None:
                total = total + bias_hh[k]
            if nonlinearity == "tanh":
                row.append(torch.tanh(total))
            else:
                row.append(torch.relu(total))
        rows.append(torch.stack(row))
    return torch.stack(rows)
