"""A careful version that computes in double precision and rounds to the arguments' dtype at the end."""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    dtype = d_h.dtype
    assert d_h.shape == h_prev.shape and weight_hh.shape[0] == weight_hh.shape[1] == bias.shape[0]
    d_h, x, h_prev, weight_ih, weight_hh, bias = (
        t.to(torch.float64) for t in (d_h, x, h_prev, weight_ih, weight_hh, bias)
    )
    activation = x @ weight_ih.transpose(0, 1) + h_prev @ weight_hh.transpose(0, 1) + bias
    d_a = d_h * (1 - torch.tanh(activation) ** 2)
    gradients = d_a @ weight_ih, d_a @ weight_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(0)
    return tuple(gradient.to(dtype) for gradient in gradients)
