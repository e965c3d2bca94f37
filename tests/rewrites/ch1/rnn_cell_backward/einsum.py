"""Every product is written as an einsum with named axes."""

import torch
from torch import Tensor, einsum


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    h = torch.tanh(einsum("bi,hi->bh", x, weight_ih) + einsum("bk,hk->bh", h_prev, weight_hh) + bias)
    d_a = einsum("bh,bh->bh", d_h, 1 - h.square())
    d_x = einsum("bh,hi->bi", d_a, weight_ih)
    d_h_prev = einsum("bh,hk->bk", d_a, weight_hh)
    d_weight_ih = einsum("bh,bi->hi", d_a, x)
    d_weight_hh = einsum("bh,bk->hk", d_a, h_prev)
    d_bias = einsum("bh->h", d_a)
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias
