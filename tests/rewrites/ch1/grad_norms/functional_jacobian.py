"""torch.autograd.functional.jacobian of the last state with respect to every state before it."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    states = [h0]
    for t in range(x.shape[1]):
        states.append(rnn_cell(x[:, t], states[t], weight_ih, weight_hh, bias))
    gradient, norms = v, [v.norm()]
    for t in range(x.shape[1] - 1, 0, -1):
        jacobian = torch.autograd.functional.jacobian(
            lambda h: rnn_cell(x[:, t], h, weight_ih, weight_hh, bias), states[t]
        )
        gradient = torch.tensordot(gradient, jacobian, dims=2)
        norms.append(gradient.norm())
    return torch.stack(norms).flip(0)
