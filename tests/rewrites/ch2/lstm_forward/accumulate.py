"""itertools.accumulate carries the state; outputs and final state are read off what it yields."""

from itertools import accumulate

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
    steps = torch.arange(x.shape[1], device=x.device)
    ends = torch.full_like(x[:, 0, 0], len(steps)) if lengths is None else lengths.to(x.device)
    if not torch.all((1 <= ends) & (ends <= len(steps))):
        raise ValueError("each length should be at least 1 and at most T")
    real = (steps[:, None] < ends[None, :]).unsqueeze(-1)

    def step(old: tuple[Tensor, Tensor], given: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        x_t, real_t = given
        new = lstm_cell(x_t, old, weight_ih, weight_hh, bias_ih, bias_hh)
        return tuple(torch.where(real_t, after, before) for after, before in zip(new, old))

    zeros = x.new_zeros(x.shape[0], weight_hh.shape[1])
    states = list(accumulate(zip(x.transpose(0, 1), real), step, initial=(zeros, zeros) if state is None else state))
    hidden = torch.stack([h for h, _ in states[1:]])
    return hidden.where(real, torch.zeros((), dtype=x.dtype, device=x.device)).transpose(0, 1), states[-1]
