"""Everything in one expression."""

import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    return [torch.tanh, torch.relu][("tanh", "relu").index(nonlinearity)](
        x @ weight_ih.mT + (0 if bias_ih is None else bias_ih) + h @ weight_hh.mT + (0 if bias_hh is None else bias_hh)
    )
