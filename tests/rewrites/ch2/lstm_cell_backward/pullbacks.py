"""A tiny tape of closures: each operation returns its value and a function that goes back through it."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

Back = Callable[[Tensor], tuple[Tensor, ...]]


def linear(v: Tensor, weight: Tensor) -> tuple[Tensor, Back]:
    return v @ weight.T, lambda d: (d @ weight, d.T @ v)


def sigmoid(a: Tensor) -> tuple[Tensor, Back]:
    s = torch.sigmoid(a)
    return s, lambda d: (d * s * (1 - s),)


def tanh(a: Tensor) -> tuple[Tensor, Back]:
    t = torch.tanh(a)
    return t, lambda d: (d * (1 - t * t),)


def times(p: Tensor, q: Tensor) -> tuple[Tensor, Back]:
    return p * q, lambda d: (d * q, d * p)


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
    """The gradients of one LSTM step."""
    from_x, back_x = linear(x, weight_ih)
    from_h, back_h = linear(h_prev, weight_hh)
    blocks = (from_x + from_h + bias).chunk(4, dim=-1)
    (i, back_i), (f, back_f), (g, back_g), (o, back_o) = (
        act(block) for act, block in zip((sigmoid, sigmoid, tanh, sigmoid), blocks, strict=True)
    )
    kept, back_kept = times(f, c_prev)
    added, back_added = times(i, g)
    squashed, back_squash = tanh(kept + added)
    _, back_show = times(o, squashed)

    d_o, d_squashed = back_show(d_h)
    d_cell = d_c + back_squash(d_squashed)[0]
    d_f, d_c_prev = back_kept(d_cell)
    d_i, d_g = back_added(d_cell)
    d_a = torch.cat([*back_i(d_i), *back_f(d_f), *back_g(d_g), *back_o(d_o)], dim=-1)
    d_x, d_weight_ih = back_x(d_a)
    d_h_prev, d_weight_hh = back_h(d_a)
    return d_x, d_h_prev, d_c_prev, d_weight_ih, d_weight_hh, d_a.sum(0)
