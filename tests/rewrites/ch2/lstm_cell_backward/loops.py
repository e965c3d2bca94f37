"""Explicit loops down to single numbers, written into new tensors entry by entry."""

import torch
from torch import Tensor


def lstm_cell_backward(
    d_h: Tensor,
    d_c: Tensor,
    x: Tensor,
    h_prev: Tensor,
    c_prev: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    B, I = x.shape
    H = h_prev.shape[1]
    d_x, d_h_prev, d_c_prev = torch.zeros_like(x), torch.zeros_like(h_prev), torch.zeros_like(c_prev)
    d_weight_ih, d_weight_hh, d_bias = (torch.zeros_like(weight) for weight in (weight_ih, weight_hh, bias))
    for b in range(B):
        for k in range(H):
            a = [bias[r] + (weight_ih[r] * x[b]).sum() + (weight_hh[r] * h_prev[b]).sum() for r in range(k, 4 * H, H)]
            i, f, g, o = a[0].sigmoid(), a[1].sigmoid(), a[2].tanh(), a[3].sigmoid()
            t = (f * c_prev[b, k] + i * g).tanh()
            whole = d_c[b, k] + d_h[b, k] * o * (1 - t * t)
            d_c_prev[b, k] = whole * f
            deltas = [
                whole * g * i * (1 - i),
                whole * c_prev[b, k] * f * (1 - f),
                whole * i * (1 - g * g),
                d_h[b, k] * t * o * (1 - o),
            ]
            for block, delta in enumerate(deltas):
                r = block * H + k
                d_bias[r] += delta
                for j in range(I):
                    d_x[b, j] += delta * weight_ih[r, j]
                    d_weight_ih[r, j] += delta * x[b, j]
                for j in range(H):
                    d_h_prev[b, j] += delta * weight_hh[r, j]
                    d_weight_hh[r, j] += delta * h_prev[b, j]
    return d_x, d_h_prev, d_c_prev, d_weight_ih, d_weight_hh, d_bias
