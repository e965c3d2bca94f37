"""The shortest version: one comprehension that carries the state in an assignment expression."""

import torch
from torch.nn.functional import linear as L


def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    h = x.new_zeros(len(x), len(weight_hh)) if h0 is None else h0
    s = [h] + [h := torch.tanh(L(v, weight_ih, bias_ih) + L(h, weight_hh, bias_hh)) for v in x.unbind(1)]
    return torch.stack(s, 1)[:, 1:], h
