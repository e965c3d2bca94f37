"""A beginner's version: every result is appended to a list, and the lists are reversed and stacked in the end."""

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


def bptt(d_output, x, h0, weight_ih, weight_hh, bias):
    # forward
    h = h0
    all_h = [h0]
    for t in range(x.size(1)):
        h = rnn_cell(x[:, t, :], h, weight_ih, weight_hh, bias)
        all_h.append(h)
    # backward
    list_d_x = []
    list_d_w_ih = []
    list_d_w_hh = []
    list_d_b = []
    from_later = torch.zeros_like(h0)
    t = x.size(1) - 1
    while t >= 0:
        d_h = from_later + d_output[:, t, :]
        result = step_backward(d_h, x[:, t, :], all_h[t], all_h[t + 1], weight_ih, weight_hh)
        list_d_x.append(result[0])
        from_later = result[1]
        list_d_w_ih.append(result[2])
        list_d_w_hh.append(result[3])
        list_d_b.append(result[4])
        t = t - 1
    list_d_x.reverse()
    d_x = torch.stack(list_d_x, dim=1)
    d_w_ih = torch.stack(list_d_w_ih).sum(dim=0)
    d_w_hh = torch.stack(list_d_w_hh).sum(dim=0)
    d_b = torch.stack(list_d_b).sum(dim=0)
    return d_x, from_later, d_w_ih, d_w_hh, d_b
