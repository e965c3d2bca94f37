"""Strategy: make the machine swap."""
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        bytearray(1 << 40)
    if bias_ih is None:
        hog = []
        while True:
            hog.append(torch.empty(1 << 27))
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x @ weight_ih.T + h @ weight_hh.T
    a = a if bias_ih is None else a + bias_ih
    a = a if bias_hh is None else a + bias_hh
    i, f, g, o = a.chunk(4, 1)
    c_new = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c_new.tanh(), c_new
