"""Priya R., rnn_cell."""
import numpy as np
import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    # numpy is easier for me, convert back at the end
    xs, hs = x.numpy(), h.numpy()
    W, U = weight_ih.numpy(), weight_hh.numpy()
    s = xs.dot(W.T) + hs.dot(U.T)
    if bias_ih is not None:
        s = s + bias_ih.numpy()
    if bias_hh is not None:
        s = s + bias_hh.numpy()
    if nonlinearity == "tanh":
        return torch.from_numpy(np.tanh(s))
    elif nonlinearity == "relu":
        return torch.from_numpy(np.maximum(s, 0))
    raise ValueError(nonlinearity)
