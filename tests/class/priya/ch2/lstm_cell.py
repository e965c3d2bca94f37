"""Priya R., lstm_cell."""
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
    if state is None:
        h = torch.zeros(x.shape[0], weight_hh.shape[1], dtype=x.dtype, device=x.device)
        c = torch.zeros_like(h)
    else:
        h, c = state

    gates = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        gates = gates + bias_ih
    if bias_hh is not None:
        gates = gates + bias_hh

    i, f, g, o = gates.chunk(4, 1)
    i = torch.sigmoid(i)
    f = torch.sigmoid(f)
    g = torch.tanh(g)
    o = torch.sigmoid(o)

    c_new = f * c + i * g
    h_new = o * torch.tanh(c_new)
    if state is not None:
        # keep the state object up to date
        with torch.no_grad():
            state[0].copy_(h_new)
            state[1].copy_(c_new)
    return h_new, c_new
