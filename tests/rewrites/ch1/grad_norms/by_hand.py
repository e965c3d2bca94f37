"""The formula by hand, as a beginner writes it, with lists that are reversed in the end."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    T = x.shape[1]
    states = []
    h = h0
    for t in range(T):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias)
        states.append(h)
    grad = v
    norms = [torch.sqrt((grad * grad).sum())]
    t = T - 1
    while t > 0:
        grad = (grad * (1 - states[t] ** 2)) @ weight_hh
        norms.append(torch.sqrt((grad * grad).sum()))
        t -= 1
    norms.reverse()
    return torch.stack(norms)
