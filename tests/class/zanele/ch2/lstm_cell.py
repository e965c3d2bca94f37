# -- Zanele --
import torch as th


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    B = x.size(0)
    H = weight_hh.size(1)
    if state is None:
        state = (x.new_zeros(B, H), x.new_zeros(B, H))
    (h, c) = state
    a = th.mm(x, weight_ih.t()) + th.mm(h, weight_hh.t())
    if bias_ih is not None: a = a + bias_ih
    if bias_hh is not None: a = a + bias_hh
    i = th.sigmoid(a[:, 0*H:1*H])
    f = th.sigmoid(a[:, 1*H:2*H])
    g = th.tanh(a[:, 2*H:3*H])
    o = th.sigmoid(a[:, 3*H:4*H])
    c_new = f*c + i*g
    h_new = o*th.tanh(c_new)
    return h_new, c_new
