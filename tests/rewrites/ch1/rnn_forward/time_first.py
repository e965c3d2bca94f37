"""Time is moved to the front, the states are stacked there, and the axes are exchanged back at the end."""

import torch
from torch import Tensor


def rnn_forward(
    x: Tensor,
    h0: Tensor | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    steps = x.transpose(0, 1)
    T, B, _ = steps.shape
    H = weight_hh.shape[1]
    states = torch.zeros(T + 1, B, H, dtype=x.dtype, device=x.device).unbind(0)
    states = list(states)
    if h0 is not None:
        states[0] = h0
    for t, x_t in enumerate(steps):
        a = x_t @ weight_ih.T + states[t] @ weight_hh.T
        for bias in (bias_ih, bias_hh):
            if bias is not None:
                a = a + bias
        states[t + 1] = a.tanh()
    output = torch.stack(states)[1:].transpose(0, 1)
    return output, states[T]
