# Nguyễn Công, bài ch2.lstm_gates
import torch
import torch.nn.functional as F


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    a = F.linear(x, weight_ih, bias_ih)
    if bias_hh is not None:
        a = a + bias_hh
    hidden = weight_hh.size(1)
    i, f, g, o = torch.split(a, hidden, dim=1)
    return i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
