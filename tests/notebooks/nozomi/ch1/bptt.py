"""ch1.bptt: Back-propagation through time (9 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_bptt.py
"""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step forwards, ready to use: x of shape [B, I] and h_prev of shape [B, H] give h, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def step_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """One step backwards, ready to use, where h = rnn_cell(x, h_prev, ...) and d_h is the gradient of h.

    Returns (d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias) of this step alone, summed over the batch where they
    belong to weights or bias.
    """
    d_a = d_h - d_h * h.square()
    size = x.shape[1]
    d_both = d_a.mm(torch.cat([weight_ih, weight_hh], dim=1))
    d_weights = d_a.T.mm(torch.cat([x, h_prev], dim=1))
    return d_both[:, :size], d_both[:, size:], d_weights[:, :size], d_weights[:, size:], d_a.sum(0)


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of a recurrent network over T steps, h_t = rnn_cell(x_t, h_{t-1}, ...), starting from h0.

    Args:
        d_output: shape [B, T, H]; d_output[:, t] is the gradient of the loss with respect to the state after
            step t (counted from 0) from its own loss term, without what flows back from later steps.
        x: inputs, shape [B, T, I], T at least 1.
        h0: first state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias: shape [H].

    Returns:
        (d_x, d_h0, d_weight_ih, d_weight_hh, d_bias): each of the shape of what it is the gradient of, in the
        arguments' dtype; the last three are sums over samples and steps. The arguments stay as they are.

    Write it with torch operations on tensors, without automatic differentiation (torch.autograd, torch.func,
    backward()) and without torch.nn.RNN and its relatives.
    """
    raise NotImplementedError("ch1.bptt is not started")
