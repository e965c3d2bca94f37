"""A beginner's version: four separate sets of weights cut out by hand and four separate computations."""

import torch
from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    hidden_size = int(weight_hh.shape[0] / 4)

    if bias_ih is None:
        bias_ih = torch.zeros(4 * hidden_size, dtype=x.dtype, device=x.device)
    if bias_hh is None:
        bias_hh = torch.zeros(4 * hidden_size, dtype=x.dtype, device=x.device)

    W_i = weight_ih[0:hidden_size]
    W_f = weight_ih[hidden_size : 2 * hidden_size]
    W_g = weight_ih[2 * hidden_size : 3 * hidden_size]
    W_o = weight_ih[3 * hidden_size : 4 * hidden_size]

    U_i = weight_hh[0:hidden_size]
    U_f = weight_hh[hidden_size : 2 * hidden_size]
    U_g = weight_hh[2 * hidden_size : 3 * hidden_size]
    U_o = weight_hh[3 * hidden_size : 4 * hidden_size]

    b_i = bias_ih[0:hidden_size] + bias_hh[0:hidden_size]
    b_f = bias_ih[hidden_size : 2 * hidden_size] + bias_hh[hidden_size : 2 * hidden_size]
    b_g = bias_ih[2 * hidden_size : 3 * hidden_size] + bias_hh[2 * hidden_size : 3 * hidden_size]
    b_o = bias_ih[3 * hidden_size : 4 * hidden_size] + bias_hh[3 * hidden_size : 4 * hidden_size]

    i = torch.sigmoid(torch.mm(x, W_i.t()) + torch.mm(h, U_i.t()) + b_i)
    f = torch.sigmoid(torch.mm(x, W_f.t()) + torch.mm(h, U_f.t()) + b_f)
    g = torch.tanh(torch.mm(x, W_g.t()) + torch.mm(h, U_g.t()) + b_g)
    o = torch.sigmoid(torch.mm(x, W_o.t()) + torch.mm(h, U_o.t()) + b_o)
    return i, f, g, o
