"""A beginner's long version: a variable for every gradient, blocks of the weights one after the other."""

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
    hidden = h_prev.shape[1]

    # forward
    W_i = weight_ih[:hidden]
    W_f = weight_ih[hidden : 2 * hidden]
    W_g = weight_ih[2 * hidden : 3 * hidden]
    W_o = weight_ih[3 * hidden :]
    U_i = weight_hh[:hidden]
    U_f = weight_hh[hidden : 2 * hidden]
    U_g = weight_hh[2 * hidden : 3 * hidden]
    U_o = weight_hh[3 * hidden :]
    b_i = bias[:hidden]
    b_f = bias[hidden : 2 * hidden]
    b_g = bias[2 * hidden : 3 * hidden]
    b_o = bias[3 * hidden :]
    i = torch.sigmoid(x @ W_i.T + h_prev @ U_i.T + b_i)
    f = torch.sigmoid(x @ W_f.T + h_prev @ U_f.T + b_f)
    g = torch.tanh(x @ W_g.T + h_prev @ U_g.T + b_g)
    o = torch.sigmoid(x @ W_o.T + h_prev @ U_o.T + b_o)
    c = f * c_prev + i * g
    tanh_c = torch.tanh(c)

    # h = o * tanh(c)
    d_o = d_h * tanh_c
    d_tanh_c = d_h * o
    d_c_total = d_c + d_tanh_c * (1 - tanh_c * tanh_c)

    # c = f * c_prev + i * g
    d_f = d_c_total * c_prev
    d_c_prev = d_c_total * f
    d_i = d_c_total * g
    d_g = d_c_total * i

    # activations
    d_a_i = d_i * i * (1 - i)
    d_a_f = d_f * f * (1 - f)
    d_a_g = d_g * (1 - g * g)
    d_a_o = d_o * o * (1 - o)

    # products
    d_x = d_a_i @ W_i + d_a_f @ W_f + d_a_g @ W_g + d_a_o @ W_o
    d_h_prev = d_a_i @ U_i + d_a_f @ U_f + d_a_g @ U_g + d_a_o @ U_o
    d_weight_ih = torch.cat([d_a_i.T @ x, d_a_f.T @ x, d_a_g.T @ x, d_a_o.T @ x], dim=0)
    d_weight_hh = torch.cat([d_a_i.T @ h_prev, d_a_f.T @ h_prev, d_a_g.T @ h_prev, d_a_o.T @ h_prev], dim=0)
    d_bias = torch.cat([d_a_i.sum(0), d_a_f.sum(0), d_a_g.sum(0), d_a_o.sum(0)], dim=0)
    return d_x, d_h_prev, d_c_prev, d_weight_ih, d_weight_hh, d_bias
