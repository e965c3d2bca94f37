"""Adds up by recursion, with a limit on recursion that it raised for another exercise."""
import sys

import torch

sys.setrecursionlimit(5000)


def total(terms):
    return terms[0] if len(terms) == 1 else terms[0] + total(terms[1:])


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


assert deep(2000) == 2000


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    terms = [x @ weight_ih.T, h @ weight_hh.T, *(b for b in (bias_ih, bias_hh) if b is not None)]
    i, f, g, o = total(terms).chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
