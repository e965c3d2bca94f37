"""backward() on the loss, with retain_grad on every state."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    start = h0.clone().requires_grad_(True)
    h, states = start, []
    for x_t in x.unbind(dim=1):
        h = rnn_cell(x_t, h, weight_ih, weight_hh, bias)
        h.retain_grad()
        states.append(h)
    loss = (v * h).sum()
    loss.backward()
    return torch.stack([torch.linalg.vector_norm(state.grad) for state in states])
