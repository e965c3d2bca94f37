"""Accumulates into tensors of its own with add_, and goes through time with time as the first axis."""

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
    inputs, own = x.transpose(0, 1), d_output.transpose(0, 1)
    h = [h0]
    for x_t in inputs:
        h += [rnn_cell(x_t, h[-1], weight_ih, weight_hh, bias)]
    d_x = torch.empty_like(x)
    d_h = h0.new_zeros(h0.shape)
    d_W_ih, d_W_hh, d_b = (torch.zeros_like(w) for w in (weight_ih, weight_hh, bias))
    for t in range(len(inputs))[::-1]:
        d_h = d_h.clone().add_(own[t])
        grads = step_backward(d_h, inputs[t], h[t], h[t + 1], weight_ih, weight_hh)
        d_x[:, t].copy_(grads[0])
        d_h = grads[1]
        d_W_ih.add_(grads[2])
        d_W_hh.add_(grads[3])
        d_b.add_(grads[4])
    return d_x, d_h, d_W_ih, d_W_hh, d_b
