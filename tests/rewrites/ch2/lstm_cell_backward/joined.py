"""Input and state side by side against joined weights with the bias as a last column; results are split at the end."""

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
    """The gradients of one LSTM step, by two matrix products."""
    (B, I), H = x.shape, h_prev.shape[1]
    joint = torch.cat([x, h_prev, x.new_ones(B, 1)], dim=1)
    weight = torch.cat([weight_ih, weight_hh, bias.unsqueeze(1)], dim=1)
    a = joint @ weight.mT
    i, f, o = torch.sigmoid(a[:, :H]), torch.sigmoid(a[:, H : 2 * H]), torch.sigmoid(a[:, 3 * H :])
    g = torch.tanh(a[:, 2 * H : 3 * H])
    tanh_c = torch.tanh(torch.addcmul(i * g, f, c_prev))
    d_cell = torch.addcmul(d_c, d_h * o, 1 - tanh_c.square())
    d_a = torch.empty_like(a)
    d_a[:, :H] = d_cell * g * (i - i.square())
    d_a[:, H : 2 * H] = d_cell * c_prev * (f - f.square())
    d_a[:, 2 * H : 3 * H] = d_cell * i * (1 - g.square())
    d_a[:, 3 * H :] = d_h * tanh_c * (o - o.square())
    d_v, d_h_prev, _ = (d_a @ weight).split([I, H, 1], dim=1)
    d_weight_ih, d_weight_hh, d_bias = (d_a.mT @ joint).split([I, H, 1], dim=1)
    return d_v, d_h_prev, d_cell * f, d_weight_ih, d_weight_hh, d_bias.squeeze(1)
