"""Written for one sample with matrix-vector products and lifted to the batch by torch.vmap."""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    biases = [bias for bias in (bias_ih, bias_hh) if bias is not None]

    def one(x: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
        a = weight_ih.mv(x) + weight_hh.mv(h)
        for bias in biases:
            a = a + bias
        i, f, g, o = a.view(4, -1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c

    h, c = state if state is not None else (x.new_zeros(x.size(0), weight_hh.size(1)),) * 2
    return torch.vmap(one)(x, h, c)
