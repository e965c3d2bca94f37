"""torch.tensordot names the axes that are summed over in each product."""

import torch
from torch import Tensor
from torch import tensordot as dot


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    features, units, samples = ([1], [1]), ([1], [0]), ([0], [0])
    h = (dot(x, weight_ih, features) + dot(h_prev, weight_hh, features) + bias).tanh()
    d_a = torch.addcmul(d_h, d_h, h * h, value=-1)
    return (
        dot(d_a, weight_ih, units),
        dot(d_a, weight_hh, units),
        dot(d_a, x, samples),
        dot(d_a, h_prev, samples),
        dot(d_a, torch.ones_like(x[:, 0]), samples),
    )
