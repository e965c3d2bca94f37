"""The batch stays the first axis of batched outer products, which are summed at the end."""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    B = len(x)
    W = weight_ih.unsqueeze(0).expand(B, -1, -1)
    U = weight_hh.unsqueeze(0).expand(B, -1, -1)
    x_col, h_col, d_col = x.unsqueeze(2), h_prev.unsqueeze(2), d_h.unsqueeze(2)
    state = torch.tanh(torch.bmm(W, x_col) + torch.bmm(U, h_col) + bias.view(1, -1, 1))
    d_a = d_col * (1 - state * state)
    d_x = torch.bmm(W.transpose(1, 2), d_a).squeeze(2)
    d_h_prev = torch.bmm(U.transpose(1, 2), d_a).squeeze(2)
    per_sample_ih = torch.bmm(d_a, x_col.transpose(1, 2))
    per_sample_hh = torch.bmm(d_a, h_col.transpose(1, 2))
    return d_x, d_h_prev, per_sample_ih.sum(0), per_sample_hh.sum(0), d_a.sum(0).squeeze(1)
