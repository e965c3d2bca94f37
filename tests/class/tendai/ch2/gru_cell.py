# GRU, Cho et al. 2014
import torch


def gru_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    W_r, W_z, W_n = weight_ih.chunk(3)
    U_r, U_z, U_n = weight_hh.chunk(3)
    if bias_ih is None:
        bias_ih = torch.zeros(weight_ih.shape[0], dtype=x.dtype, device=x.device)
    if bias_hh is None:
        bias_hh = torch.zeros(weight_hh.shape[0], dtype=x.dtype, device=x.device)
    b_r, b_z, b_n = (bias_ih + bias_hh).chunk(3)
    r = torch.sigmoid(x @ W_r.T + h @ U_r.T + b_r)
    z = torch.sigmoid(x @ W_z.T + h @ U_z.T + b_z)
    n = torch.tanh(x @ W_n.T + (r * h) @ U_n.T + b_n)
    return (1 - z) * n + z * h
