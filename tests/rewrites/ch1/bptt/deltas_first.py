"""Only the gradients of the sums run through the loop; all products with weights and inputs come after it, at once."""

import torch
from torch import Tensor


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    B, T, _ = x.shape
    projected = x @ weight_ih.T + bias
    states = torch.empty(B, T + 1, h0.shape[1], dtype=x.dtype, device=x.device)
    states[:, 0] = h0
    for t in range(T):
        states[:, t + 1] = torch.tanh(projected[:, t] + states[:, t] @ weight_hh.T)
    slopes = 1 - states[:, 1:] ** 2
    d_a = torch.empty_like(slopes)
    d_h = torch.zeros_like(h0)
    for t in range(T - 1, -1, -1):
        d_a[:, t] = (d_output[:, t] + d_h) * slopes[:, t]
        d_h = d_a[:, t] @ weight_hh
    d_weight_ih = torch.einsum("bth,bti->hi", d_a, x)
    d_weight_hh = torch.einsum("bth,btk->hk", d_a, states[:, :-1])
    return d_a @ weight_ih, d_h, d_weight_ih, d_weight_hh, d_a.sum((0, 1))
