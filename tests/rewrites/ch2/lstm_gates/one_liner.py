"""Very short: everything in two lines, no types."""

import torch


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    a = x @ weight_ih.T + h @ weight_hh.T + (0 if bias_ih is None else bias_ih) + (0 if bias_hh is None else bias_hh)
    return tuple(torch.tanh(p) if n == 2 else torch.sigmoid(p) for n, p in enumerate(a.split(h.shape[1], 1)))
