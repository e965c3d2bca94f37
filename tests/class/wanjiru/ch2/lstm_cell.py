import torch
from lstm_gates import lstm_gates


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(x.shape[0], weight_hh.shape[1]),) * 2
    h, c = state
    i, f, g, o = lstm_gates(x, h, weight_ih, weight_hh, bias_ih, bias_hh)
    c_new = f * c + i * g
    return o * torch.tanh(c_new), c_new
