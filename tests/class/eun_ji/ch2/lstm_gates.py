# 김은지 ch2.lstm_gates 과제
import torch
import torch.nn.functional as F


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    a = F.linear(x, weight_ih, bias_ih) + F.linear(h, weight_hh, bias_hh)
    hidden = weight_hh.size(1)
    i, f, g, o = torch.split(a, hidden, dim=1)
    return i.sigmoid().detach(), f.sigmoid().detach(), g.tanh().detach(), o.sigmoid().detach()
