"""Loops over samples, steps and hidden units, with a dot product for each."""

import torch
from torch import Tensor


def one_state(x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: list[Tensor]) -> Tensor:
    units = []
    for k in range(len(weight_hh)):
        a = torch.dot(weight_ih[k], x) + torch.dot(weight_hh[k], h)
        for b in bias:
            a = a + b[k]
        units.append(torch.tanh(a))
    return torch.stack(units)


def rnn_forward(
    x: Tensor,
    h0: Tensor | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    B, T, H = x.shape[0], x.shape[1], weight_hh.shape[0]
    bias = [b for b in (bias_ih, bias_hh) if b is not None]
    rows, last = [], []
    for b in range(B):
        h = torch.zeros(H, dtype=x.dtype, device=x.device) if h0 is None else h0[b]
        row = [torch.zeros(0, H, dtype=x.dtype, device=x.device)]
        for t in range(T):
            h = one_state(x[b, t], h, weight_ih, weight_hh, bias)
            row.append(h.reshape(1, H))
        rows.append(torch.cat(row))
        last.append(h)
    return torch.stack(rows), torch.stack(last)
