"""Draws a progress bar by hand, with carriage returns, and sleeps a little so that it can be seen."""
import sys
import time

import torch

for step in range(20):
    sys.stderr.write(f"\r{'#' * step:<20} {step * 5}%")
    sys.stderr.flush()
    time.sleep(0.002)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
