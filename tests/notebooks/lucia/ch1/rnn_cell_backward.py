"""ch1.rnn_cell_backward: One step of an RNN, backwards (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_rnn_cell_backward.py
"""

import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of one recurrent step, h = tanh(x @ weight_ih.T + h_prev @ weight_hh.T + bias).

    Args:
        d_h: gradient of the loss with respect to the new state h, shape [B, H].
        x: input, shape [B, I].
        h_prev: previous state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias: shape [H].

    Returns:
        (d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias): each of the shape of what it is the gradient of, in
        the arguments' dtype; the last three are sums over the batch. The arguments stay as they are.

    Write it with torch operations on tensors, without automatic differentiation (torch.autograd, torch.func,
    backward()).
    """
    raise NotImplementedError("ch1.rnn_cell_backward is not started")
