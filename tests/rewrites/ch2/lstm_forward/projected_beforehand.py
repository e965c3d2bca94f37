"""The inputs of all steps are multiplied with weight_ih at once; the recurrent half is written by hand, in place."""

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
    if lengths is not None and bool(((lengths <= 0) | (lengths > T)).any()):
        raise ValueError("lengths out of range")
    projected = torch.einsum("bti,gi->tbg", x, weight_ih)
    for bias in (bias_ih, bias_hh):
        if bias is not None:
            projected = projected + bias
    if state is None:
        h, c = torch.zeros(2, B, H, dtype=x.dtype, device=x.device).unbind()
    else:
        h, c = state[0].clone(), state[1].clone()
    output = torch.zeros(B, T, H, dtype=x.dtype, device=x.device)
    for t in range(T):
        i, f, g, o = torch.addmm(projected[t], h, weight_hh.t()).view(B, 4, H).unbind(1)
        c_new = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h_new = o.sigmoid() * c_new.tanh()
        if lengths is None:
            h, c = h_new, c_new
            output[:, t] = h
        else:
            on = lengths.to(x.device) > t
            output[on, t] = h_new[on]
            h, c = h.clone(), c.clone()
            h[on], c[on] = h_new[on], c_new[on]
    return output, (h, c)
