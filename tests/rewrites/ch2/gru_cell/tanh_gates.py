"""The sigmoid is half of one plus tanh of half, so that tanh is the only activation."""

import torch
from torch import Tensor
from torch.nn.functional import linear


def gate(a: Tensor) -> Tensor:
    return 0.5 + 0.5 * torch.tanh(a / 2)


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    blocks = [
        (W, U, b, d)
        for W, U, b, d in zip(
            weight_ih.chunk(3),
            weight_hh.chunk(3),
            [None] * 3 if bias_ih is None else bias_ih.chunk(3),
            [None] * 3 if bias_hh is None else bias_hh.chunk(3),
            strict=True,
        )
    ]
    (a_r, c_r), (a_z, c_z), (a_n, c_n) = [(linear(x, W, b), linear(h, U, d)) for W, U, b, d in blocks]
    n = torch.tanh(a_n + gate(a_r + c_r) * c_n)
    z = gate(a_z + c_z)
    return n.mul(1 - z).add(h.mul(z))
