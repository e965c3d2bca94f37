"""Recursion over the steps instead of a loop."""

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


def walk(x, left, state, weights):
    """The outputs of the steps in x [B, T, I] and the final state; left says how many of them count in each row."""
    if x.shape[1] == 0:
        return [], state
    h_new, c_new = lstm_cell(x[:, 0], state, *weights)
    running = (left > 0).view(-1, 1)
    after = torch.where(running, h_new, state[0]), torch.where(running, c_new, state[1])
    shown, final = walk(x[:, 1:], left - 1, after, weights)
    return [h_new.masked_fill(~running, 0), *shown], final


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
    if lengths is None:
        lengths = torch.full((B,), T, device=x.device)
    if any(n < 1 or n > T for n in lengths.tolist()):
        raise ValueError("lengths")
    if state is None:
        state = (x.new_zeros(B, weight_hh.shape[1]), x.new_zeros(B, weight_hh.shape[1]))
    shown, final = walk(x, lengths.to(x.device), state, (weight_ih, weight_hh, bias_ih, bias_hh))
    return torch.stack(shown, dim=1), final
