"""Both weights and the bias are one matrix, and x, h_prev and a column of ones are one input."""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    I, H = x.shape[1], h_prev.shape[1]
    weight = torch.cat([weight_ih, weight_hh, bias.unsqueeze(1)], dim=1)
    inputs = torch.cat([x, h_prev, x.new_ones(len(x), 1)], dim=1)
    h = torch.tanh(inputs.matmul(weight.T))
    d_a = d_h * (1 - h.pow(2))
    d_x, d_h_prev, _ = d_a.matmul(weight).split([I, H, 1], dim=1)
    d_weight_ih, d_weight_hh, d_bias = d_a.T.matmul(inputs).split([I, H, 1], dim=1)
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias.squeeze(1)
