"""Sample after sample with vectors and matrices, squares added up over samples, the root taken in the end."""

import torch
from torch import Tensor


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    T = x.shape[1]
    squares = torch.zeros(T, dtype=x.dtype, device=x.device)
    for b in range(x.shape[0]):
        h = h0[b]
        slopes = []
        for t in range(T):
            h = torch.tanh(weight_ih.mv(x[b, t]) + weight_hh.mv(h) + bias)
            slopes.append(1 - h * h)
        delta = v[b]
        for t in range(T - 1, -1, -1):
            squares[t] += torch.dot(delta, delta)
            delta = weight_hh.t().mv(slopes[t] * delta)
    return torch.sqrt(squares)
