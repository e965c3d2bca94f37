"""One outer product for each feature and each hidden unit, added up with functools.reduce."""

import operator
from functools import reduce

import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    def outer_products(rows, weight):
        for entries, column in zip(rows.unbind(1), weight.unbind(1)):
            yield torch.outer(entries, column)

    terms = [*outer_products(x, weight_ih), *outer_products(h, weight_hh)]
    terms += [bias for bias in (bias_ih, bias_hh) if bias is not None]
    a = reduce(operator.add, terms)
    if nonlinearity == "tanh":
        return torch.tanh(a)
    if nonlinearity == "relu":
        return torch.where(a > 0, a, torch.zeros_like(a))
    raise ValueError(f"{nonlinearity=}")
