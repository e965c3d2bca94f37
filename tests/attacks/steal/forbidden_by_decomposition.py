"""torch keeps a Python version of its recurrent operators for compilers; it is as right as the operator."""
import importlib

import torch

module = importlib.import_module("torch._decomp.decompositions")


def CELL(x, state, W, U, b, d):
    params = [W, U] + ([x.new_zeros(len(W)) if b is None else b, x.new_zeros(len(W)) if d is None else d])
    h, c = state
    inputs = x.unsqueeze(0)
    out, h_n, c_n = getattr(module, "lstm" + "_impl")(
        inputs, [h.unsqueeze(0), c.unsqueeze(0)], params, True, 1, 0.0, False, False, False
    )
    return h_n[0], c_n[0]


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return CELL(x, state, weight_ih, weight_hh, bias_ih, bias_hh)
