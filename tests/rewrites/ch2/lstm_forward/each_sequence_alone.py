"""Sequence after sequence, each cut at its length, padded with zeros at the end."""

import torch
import torch.nn.functional as F
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
    ends = [T] * B if lengths is None else [int(length) for length in lengths]
    for end in ends:
        if not 1 <= end <= T:
            raise ValueError(f"a length of {end} does not fit {T} steps")

    outputs, hs, cs = [], [], []
    for b, end in enumerate(ends):
        if state is None:
            h, c = x.new_zeros(1, H), x.new_zeros(1, H)
        else:
            h, c = state[0][b : b + 1], state[1][b : b + 1]
        shown = []
        for t in range(end):
            h, c = lstm_cell(x[b : b + 1, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
            shown.append(h)
        outputs.append(F.pad(torch.cat(shown), (0, 0, 0, T - end)))
        hs.append(h)
        cs.append(c)
    return torch.stack(outputs), (torch.cat(hs), torch.cat(cs))
