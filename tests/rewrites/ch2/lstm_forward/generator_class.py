"""An expert's version: a frozen dataclass holds the weights and yields masked states from a generator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

State = tuple[Tensor, Tensor]


def lstm_cell(
    x: Tensor,
    state: State,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> State:
    """One step of an LSTM, ready-made."""
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


@dataclass(frozen=True)
class Runner:
    """An LSTM that freezes rows when they are over."""

    weight_ih: Tensor
    weight_hh: Tensor
    bias_ih: Tensor | None
    bias_hh: Tensor | None

    def states(self, x: Tensor, real: Tensor, state: State) -> Iterator[State]:
        """The state after each step."""
        weights = self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh
        for x_t, real_t in zip(x.unbind(1), real.unbind(1), strict=True):
            new = lstm_cell(x_t, state, *weights)
            state = new[0].where(real_t, state[0]), new[1].where(real_t, state[1])
            yield state


def real_steps(x: Tensor, lengths: Tensor | None) -> Tensor:
    """Which steps count, bool, [B, T, 1]."""
    B, T, _ = x.shape
    if lengths is None:
        return x.new_ones(B, T, 1, dtype=torch.bool)
    if torch.any(lengths != lengths.clamp(1, T)):
        raise ValueError(f"lengths should lie between 1 and {T}")
    return (torch.arange(T, device=x.device) < lengths.to(x.device)[:, None])[..., None]


def lstm_forward(
    x: Tensor,
    lengths: Tensor | None,
    state: State | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, State]:
    """An LSTM over a batch of padded sequences."""
    real = real_steps(x, lengths)
    first = state or (x.new_zeros(len(x), weight_hh.shape[1]), x.new_zeros(len(x), weight_hh.shape[1]))
    states = list(Runner(weight_ih, weight_hh, bias_ih, bias_hh).states(x, real, first))
    output = torch.stack([h for h, _ in states], 1).masked_fill(real.logical_not(), 0)
    return output, states[-1]
