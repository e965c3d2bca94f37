"""ch2.lstm_cell_backward: Back through one step of an LSTM (9 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_lstm_cell_backward.py
"""

import torch
from torch import Tensor


def lstm_cell_backward(
    d_h: Tensor,
    d_c: Tensor,
    x: Tensor,
    h_prev: Tensor,
    c_prev: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of one LSTM step.

    Args:
        d_h: gradient with respect to the new hidden state h, shape [B, H].
        d_c: gradient with respect to the new cell state c that comes from later steps, shape [B, H].
        x: the step's input, shape [B, I].
        h_prev, c_prev: the state before the step, each of shape [B, H].
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias: shape [4H], the same order.

    Returns:
        (d_x, d_h_prev, d_c_prev, d_weight_ih, d_weight_hh, d_bias), each of the shape and dtype of what it is the
        gradient of; those of the weights and the bias are summed over the batch. The arguments stay as they are, d_h
        and d_c too.

    Write it with torch operations on tensors; autograd (backward, torch.autograd, torch.func), torch.nn.LSTMCell and its
    relatives are not allowed.
    """
    raise NotImplementedError("ch2.lstm_cell_backward is not started")
