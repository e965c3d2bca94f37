"""Only the rows that are still running take a step; their results are put back by index."""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor],
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(
    x: Tensor,
    lengths: Tensor | None,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    if lengths is None:
        lengths = torch.full((B,), T, device=x.device)
    if (lengths < 1).any() or (lengths > T).any():
        raise ValueError("bad lengths")
    lengths = lengths.to(x.device)
    h, c = state if state is not None else (x.new_zeros(B, H), x.new_zeros(B, H))
    output = x.new_zeros(B, T, H)
    for t in range(T):
        (rows,) = torch.nonzero(lengths > t, as_tuple=True)
        if len(rows) == 0:
            break
        h_rows, c_rows = lstm_cell(x[rows, t], (h[rows], c[rows]), weight_ih, weight_hh, bias_ih, bias_hh)
        h = h.index_copy(0, rows, h_rows)
        c = c.index_copy(0, rows, c_rows)
        output[rows, t] = h_rows
    return output, (h, c)
