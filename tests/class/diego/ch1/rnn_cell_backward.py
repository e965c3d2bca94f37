import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Gradientes de un paso: h = tanh(a)."""
    # derivada de tanh: 1 - h^2
    d_a = d_h * (1 - h_prev**2)
    d_x = d_a.mm(weight_ih)
    d_h_prev = d_a.mm(weight_hh)
    d_weight_ih = d_a.t().mm(x)
    d_weight_hh = d_a.t().mm(h_prev)
    d_bias = d_a.sum(0)
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias
