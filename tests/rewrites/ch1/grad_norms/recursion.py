"""A recursive function that returns the gradient of the state that it is given, and the norms behind it."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def _behind(h: Tensor, later: tuple[Tensor, ...], weights: tuple[Tensor, Tensor, Tensor], v: Tensor):
    """The gradient of h, and the norms from h on."""
    if not later:
        return v, [v.norm()]
    h_next = rnn_cell(later[0], h, *weights)
    gradient, norms = _behind(h_next, later[1:], weights, v)
    gradient = torch.mm(gradient * (1 - h_next.pow(2)), weights[1])
    return gradient, [gradient.norm(), *norms]


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    first, *later = x.unbind(1)
    weights = weight_ih, weight_hh, bias
    _, norms = _behind(rnn_cell(first, h0, *weights), tuple(later), weights, v)
    return torch.stack(norms)
