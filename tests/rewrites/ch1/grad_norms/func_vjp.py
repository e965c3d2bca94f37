"""torch.func.vjp of every step, and the pullbacks called from the last to the first."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    h, pullbacks = h0, []
    for x_t in x.unbind(1):
        h, pullback = torch.func.vjp(lambda h_prev, x_t=x_t: rnn_cell(x_t, h_prev, weight_ih, weight_hh, bias), h)
        pullbacks.append(pullback)
    gradients = [v]
    for pullback in reversed(pullbacks[1:]):
        gradients.insert(0, pullback(gradients[0])[0])
    return torch.stack([gradient.norm() for gradient in gradients])
