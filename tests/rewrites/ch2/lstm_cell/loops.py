"""Explicit loops over samples and hidden units, scalars collected in lists and stacked."""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    B, H = x.shape[0], weight_hh.shape[1]
    if state is None:
        state = x.new_zeros(B, H), x.new_zeros(B, H)
    h, c = state

    def activation(b: int, row: int) -> Tensor:
        total = (weight_ih[row] * x[b]).sum() + (weight_hh[row] * h[b]).sum()
        if bias_ih is not None:
            total = total + bias_ih[row]
        if bias_hh is not None:
            total = total + bias_hh[row]
        return total

    h_rows, c_rows = [], []
    for b in range(B):
        h_row, c_row = [], []
        for k in range(H):
            i = torch.sigmoid(activation(b, k))
            f = torch.sigmoid(activation(b, H + k))
            g = torch.tanh(activation(b, 2 * H + k))
            o = torch.sigmoid(activation(b, 3 * H + k))
            c_row.append(f * c[b, k] + i * g)
            h_row.append(o * torch.tanh(c_row[-1]))
        h_rows.append(torch.stack(h_row))
        c_rows.append(torch.stack(c_row))
    return torch.stack(h_rows), torch.stack(c_rows)
