"""Sorted by length, longest first; the batch shrinks from step to step, and the order is restored in the end."""

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
    batch, steps, _ = x.shape
    hidden = weight_hh.shape[1]
    if lengths is None:
        lengths = torch.full((batch,), steps, dtype=torch.int64)
    lengths = lengths.to(x.device)
    if int(lengths.min()) < 1 or int(lengths.max()) > steps:
        raise ValueError("lengths must be between 1 and the number of steps")

    order = torch.argsort(lengths, descending=True, stable=True)
    back = torch.argsort(order)
    sorted_lengths = lengths[order]
    if state is None:
        state = x.new_zeros(batch, hidden), x.new_zeros(batch, hidden)
    h, c = state[0][order], state[1][order]

    finished_h, finished_c, shown = [], [], []
    for t in range(steps):
        alive = int((sorted_lengths > t).sum())
        if alive < len(h):
            finished_h.append(h[alive:])
            finished_c.append(c[alive:])
            h, c = h[:alive], c[:alive]
        if alive:
            h, c = lstm_cell(x[order[:alive], t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        shown.append(torch.cat([h, x.new_zeros(batch - alive, hidden)]))
    h_n = torch.cat([h, *reversed(finished_h)])
    c_n = torch.cat([c, *reversed(finished_c)])
    return torch.stack(shown, 1)[back], (h_n[back], c_n[back])
