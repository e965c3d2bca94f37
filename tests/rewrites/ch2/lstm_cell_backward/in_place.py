"""In-place operations on tensors of our own, with as few new ones as possible."""

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
    with torch.no_grad():
        a = torch.addmm(bias, x, weight_ih.t())
        a.addmm_(h_prev, weight_hh.t())
        i, f, g, o = a.chunk(4, dim=1)
        i.sigmoid_()
        f.sigmoid_()
        g.tanh_()
        o.sigmoid_()
        tanh_c = (f * c_prev).addcmul_(i, g).tanh_()
        d_cell = tanh_c.square().neg_().add_(1).mul_(o).mul_(d_h).add_(d_c)
        d_c_prev = d_cell * f
        d_i = (d_cell * g).mul_(i).mul_(1 - i)
        g.square_().neg_().add_(1).mul_(d_cell).mul_(i)
        i.copy_(d_i)
        f.mul_(1 - f).mul_(d_cell).mul_(c_prev)
        o.mul_(1 - o).mul_(d_h).mul_(tanh_c)
        return a.mm(weight_ih), a.mm(weight_hh), d_c_prev, a.t().mm(x), a.t().mm(h_prev), a.sum(0)
