"""Every step is a small graph of its own, differentiated alone, and the gradient is handed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


@dataclass
class Link:
    start: Tensor
    end: Tensor

    def back(self, gradient: Tensor) -> Tensor:
        return torch.autograd.grad(self.end, self.start, gradient)[0]


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    h, chain = h0, []
    for t in range(x.shape[1]):
        start = h.detach().clone().requires_grad_()
        chain.append(Link(start, rnn_cell(x[:, t], start, weight_ih, weight_hh, bias)))
        h = chain[-1].end
    gradients = [v]
    while len(chain) > 1:
        gradients.append(chain.pop().back(gradients[-1]))
    return torch.stack([torch.linalg.matrix_norm(gradient, "fro") for gradient in reversed(gradients)])
