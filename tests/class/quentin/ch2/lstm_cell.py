# ch2.lstm_cell  le 4 novembre
import torch
from torch.nn import functional as F


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    hidden = weight_hh.shape[1]
    h, c = state if state is not None else x.new_zeros(2, x.shape[0], hidden)
    i, f, g, o = (F.linear(x, weight_ih, bias_ih) + F.linear(h, weight_hh, bias_hh)).tensor_split(4, dim=1)
    c_new = f.sigmoid() * c + i.sigmoid() * g.tanh()
    h_new = o.sigmoid() * c_new.tanh()
    return h_new, c_new
