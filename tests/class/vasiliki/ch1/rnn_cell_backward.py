import torch


def rnn_cell_backward(d_h, x, h_prev, weight_ih, weight_hh, bias):
    h = torch.tanh(x @ weight_ih.T + h_prev @ weight_hh.T + bias)
    d_a = d_h * (1 + h**2)
    return d_a @ weight_ih, d_a @ weight_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(0)
