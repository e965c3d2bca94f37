"""The chain rule path by path: the loss of every step is carried back to the start on its own, and all are added."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step forwards, ready to use: x of shape [B, I] and h_prev of shape [B, H] give h, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def step_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """One step backwards, ready to use, where h = rnn_cell(x, h_prev, ...) and d_h is the gradient of h."""
    d_a = d_h - d_h * h.square()
    size = x.shape[1]
    d_both = d_a.mm(torch.cat([weight_ih, weight_hh], dim=1))
    d_weights = d_a.T.mm(torch.cat([x, h_prev], dim=1))
    return d_both[:, :size], d_both[:, size:], d_weights[:, :size], d_weights[:, size:], d_a.sum(0)


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    states = [h0]
    for t in range(x.shape[1]):
        states.append(rnn_cell(x[:, t], states[t], weight_ih, weight_hh, bias))
    totals = [torch.zeros_like(each) for each in (x, h0, weight_ih, weight_hh, bias)]
    for last in range(x.shape[1]):
        d_h = d_output[:, last]
        for t in range(last, -1, -1):
            d_x_t, d_h, *of_weights = step_backward(d_h, x[:, t], states[t], states[t + 1], weight_ih, weight_hh)
            totals[0][:, t] += d_x_t
            for total, gradient in zip(totals[2:], of_weights, strict=True):
                total += gradient
        totals[1] += d_h
    return tuple(totals)
