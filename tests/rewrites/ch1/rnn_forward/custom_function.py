"""An expert's autograd.Function with back-propagation through time written by hand."""

from typing import Any

import torch
from torch import Tensor


class Elman(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a: Tensor, h0: Tensor, weight: Tensor) -> Tensor:
        states = [h0]
        for t in range(a.shape[1]):
            states.append(torch.tanh(torch.addmm(a[:, t], states[-1], weight.T)))
        history = torch.stack(states, dim=1)
        ctx.save_for_backward(history, weight)
        return history

    @staticmethod
    def backward(ctx: Any, d_history: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        history, weight = ctx.saved_tensors
        d_a = torch.zeros_like(history[:, 1:])
        d_weight = torch.zeros_like(weight)
        d_h = d_history[:, -1]
        for t in range(d_a.shape[1] - 1, -1, -1):
            d_a[:, t] = d_h * (1 - history[:, t + 1] ** 2)
            d_weight += d_a[:, t].T @ history[:, t]
            d_h = d_history[:, t] + d_a[:, t] @ weight
        return d_a, d_h, d_weight


def rnn_forward(
    x: Tensor,
    h0: Tensor | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    a = x @ weight_ih.T
    a = a if bias_ih is None else a + bias_ih
    a = a if bias_hh is None else a + bias_hh
    h0 = a.new_zeros(len(x), len(weight_hh)) if h0 is None else h0
    history = Elman.apply(a, h0, weight_hh)
    return history[:, 1:], history[:, -1]
