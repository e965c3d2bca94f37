"""In-place operations, all on tensors made here."""

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
    if state is None:
        state = x.new_zeros(x.shape[0], weight_hh.shape[1]), x.new_zeros(x.shape[0], weight_hh.shape[1])
    h, c = (part.clone() for part in state)
    a = torch.mm(x, weight_ih.t())
    a += torch.mm(h, weight_hh.t())
    if bias_ih is not None:
        a += bias_ih
    if bias_hh is not None:
        a += bias_hh
    i, f, g, o = (block.clone() for block in a.chunk(4, 1))
    i.sigmoid_()
    f.sigmoid_()
    g.tanh_()
    o.sigmoid_()
    c_new = f * c
    c_new.addcmul_(i, g)
    h_new = c_new.tanh()
    return o * h_new, c_new
