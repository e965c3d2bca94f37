"""Tells the states and biases apart by match, and names things by walruses."""
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    match state:
        case None:
            h = c = x.new_zeros((B := len(x)), weight_hh.shape[1])
            assert B == x.shape[0]
        case (h, c):
            pass
    match bias_ih, bias_hh:
        case None, None:
            bias = 0
        case (only, None) | (None, only):
            bias = only
        case first, second:
            bias = first + second
    i, f, g, o = torch.split((a := x @ weight_ih.T + h @ weight_hh.T + bias), a.shape[-1] // 4, -1)
    return torch.sigmoid(o) * torch.tanh(c_new := f.sigmoid() * c + i.sigmoid() * g.tanh()), c_new
