"""Weights viewed as [4, H, I] and multiplied by einsum, the gates unbound from a leading axis."""

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
    """One step of an LSTM."""
    H = weight_hh.shape[1]
    if state is None:
        h = torch.zeros(x.shape[0], H, dtype=x.dtype, device=x.device)
        c = torch.zeros(x.shape[0], H, dtype=x.dtype, device=x.device)
    else:
        h, c = state
    a = torch.einsum("bi,khi->kbh", x, weight_ih.reshape(4, H, -1))
    a = a + torch.einsum("bj,khj->kbh", h, weight_hh.reshape(4, H, H))
    for bias in (bias_ih, bias_hh):
        if bias is not None:
            a = a + bias.reshape(4, 1, H)
    i, f, g, o = a.unbind(0)
    c_new = torch.einsum("bh,bh->bh", f.sigmoid(), c) + torch.einsum("bh,bh->bh", i.sigmoid(), g.tanh())
    return o.sigmoid() * c_new.tanh(), c_new
