"""A recursive function: it steps forwards on the way in, and backwards on the way out."""

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
    if x.shape[1] == 0:
        return (x, *(torch.zeros_like(each) for each in (h0, weight_ih, weight_hh, bias)))
    first = x[:, 0]
    h1 = rnn_cell(first, h0, weight_ih, weight_hh, bias)
    d_rest, d_h1, *of_later = bptt(d_output[:, 1:], x[:, 1:], h1, weight_ih, weight_hh, bias)
    d_first, d_h0, *of_this = step_backward(d_output[:, 0] + d_h1, first, h0, h1, weight_ih, weight_hh)
    d_x = torch.cat([d_first.unsqueeze(1), d_rest], dim=1)
    return (d_x, d_h0, *(later + this for later, this in zip(of_later, of_this, strict=True)))
