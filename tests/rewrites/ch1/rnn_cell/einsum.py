"""Sums over indices, with the recurrent term first."""

import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    try:
        activation = {"tanh": torch.tanh, "relu": torch.relu}[nonlinearity]
    except KeyError:
        raise ValueError(f"unknown nonlinearity {nonlinearity}") from None
    a = torch.einsum("hj,bj->bh", weight_hh, h)
    if bias_hh is not None:
        a = bias_hh.unsqueeze(0) + a
    a = a + torch.einsum("hi,bi->bh", weight_ih, x)
    if bias_ih is not None:
        a = bias_ih.unsqueeze(0) + a
    return activation(a)
