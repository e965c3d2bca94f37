"""ch1.grad_norms: Vanishing and exploding gradients (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_grad_norms.py
"""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    """How large the gradient of L is at each state of a recurrent network, where L = (v * h_T).sum().

    Args:
        x: inputs, shape [B, T, I], T at least 1.
        h0: first state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias: shape [H].
        v: shape [B, H].

    Returns:
        norms, shape [T], of x's dtype: norms[t] is the Frobenius norm, over samples and units together, of the
        gradient of L with respect to the state after step t (counted from 0); norms[T - 1] is the norm of v.
        The arguments stay as they are. Whether norms requires gradients does not matter.

    The arguments do not require gradients, and the call is not made under torch.no_grad(). torch.nn.RNN and its
    relatives are not allowed; torch.autograd is.
    """
    raise NotImplementedError("ch1.grad_norms is not started")
