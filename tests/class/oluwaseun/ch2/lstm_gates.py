# follows the slides of week 2
import torch


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = h.size(1)
    pre = torch.mm(x, weight_ih.t()) + torch.mm(h, weight_hh.t())
    if bias_ih is not None:
        pre = pre + bias_ih
    if bias_hh is not None:
        pre = pre + bias_hh

    i_gate = torch.sigmoid(pre[:, :H])
    f_gate = torch.sigmoid(pre[:, H:2 * H])
    g_cand = torch.tanh(pre[:, 3 * H:])
    o_gate = torch.sigmoid(pre[:, 2 * H:3 * H])
    return i_gate, f_gate, g_cand, o_gate
