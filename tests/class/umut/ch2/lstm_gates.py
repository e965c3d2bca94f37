# Umut Yılmaz - ödev ch2.lstm_gates
from torch import einsum, tanh


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = weight_hh.shape[-1]
    wi, wh = weight_ih.unflatten(0, (4, H)), weight_hh.unflatten(0, (4, H))
    a = einsum("bi,ghi->gbh", x, wi) + einsum("bk,ghk->gbh", h, wh)
    for bias in (bias_ih, bias_hh):
        if bias is not None:
            a = a + bias.unflatten(0, (4, 1, H))
    return tuple(tanh(a))
