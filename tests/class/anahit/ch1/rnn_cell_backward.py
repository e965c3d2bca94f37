import torch
from torch import Tensor

# Անահիտ, lab group 2


def rnn_cell_backward(d_h, x, h_prev, weight_ih, weight_hh, bias):
    B = x.shape[0]
    a = x @ weight_ih.T + h_prev @ weight_hh.T + bias
    h = torch.tanh(a)
    delta = d_h * (1 - h * h)

    d_x = delta @ weight_ih
    d_h_prev = delta @ weight_hh
    # mean over the batch
    d_weight_ih = delta.T @ x / B
    d_weight_hh = delta.T @ h_prev / B
    d_bias = delta.mean(0)
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias
