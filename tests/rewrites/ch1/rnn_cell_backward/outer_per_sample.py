"""Sample by sample with vectors, outer products and running sums for what the samples share."""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    for_x, for_h_prev = torch.empty_like(x), torch.empty_like(h_prev)
    for_weight_ih, for_weight_hh, for_bias = map(torch.zeros_like, (weight_ih, weight_hh, bias))
    for b in range(x.size(0)):
        new_state = torch.tanh(torch.mv(weight_ih, x[b]) + torch.mv(weight_hh, h_prev[b]) + bias)
        d_a = d_h[b] - d_h[b] * new_state**2
        for_x[b] = torch.mv(weight_ih.t(), d_a)
        for_h_prev[b] = torch.mv(weight_hh.t(), d_a)
        for_weight_ih += torch.outer(d_a, x[b])
        for_weight_hh += torch.outer(d_a, h_prev[b])
        for_bias += d_a
    return for_x, for_h_prev, for_weight_ih, for_weight_hh, for_bias
