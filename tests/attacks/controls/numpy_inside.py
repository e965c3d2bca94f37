"""Takes numpy for what needs no gradient: shapes and indices."""
import numpy as np
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = int(np.prod(weight_hh.shape) // weight_hh.shape[0])
    order = np.arange(4 * H).reshape(4, H)
    h, c = state if state is not None else (x.new_zeros(len(x), H), x.new_zeros(len(x), H))
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = (a[:, torch.from_numpy(block)] for block in order)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
