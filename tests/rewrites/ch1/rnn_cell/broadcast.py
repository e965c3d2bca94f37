"""Products by broadcasting over a new axis and a sum, with tanh and relu from their definitions."""

import torch


def _tanh(a):
    return 2 * torch.sigmoid(2 * a) - 1


def _relu(a):
    return a * (a > 0)


def _times(rows, weight):
    return (rows[:, None, :] * weight[None, :, :]).sum(-1)


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError("bad nonlinearity")
    a = _times(x, weight_ih) + _times(h, weight_hh)
    a = a if bias_ih is None else a + bias_ih
    a = a if bias_hh is None else a + bias_hh
    return _tanh(a) if nonlinearity == "tanh" else _relu(a)
