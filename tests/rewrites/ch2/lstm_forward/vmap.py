"""One sequence with its own cell, lifted to the batch by torch.vmap."""

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
    h, c = state
    a = weight_ih @ x + weight_hh @ h
    a = a if bias_ih is None else a + bias_ih
    a = a if bias_hh is None else a + bias_hh
    i, f, g, o = a.chunk(4)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


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
    lengths = torch.full((B,), T, device=x.device) if lengths is None else lengths.to(x.device)
    if lengths.lt(1).logical_or(lengths.gt(T)).any():
        raise ValueError(f"lengths {lengths.tolist()} for {T} steps")

    def one(sequence: Tensor, length: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        shown = []
        for t, x_t in enumerate(sequence.unbind(0)):
            new = lstm_cell(x_t, (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
            h, c = torch.where(t < length, new[0], h), torch.where(t < length, new[1], c)
            shown.append(torch.where(t < length, h, torch.zeros_like(h)))
        return torch.stack(shown), (h, c)

    if state is None:
        state = x.new_zeros(B, weight_hh.shape[1]), x.new_zeros(B, weight_hh.shape[1])
    return torch.vmap(one)(x, lengths, *state)
