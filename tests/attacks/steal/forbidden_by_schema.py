"""Asks the JIT for the operator by its schema, past every Python name that may have been covered."""
import torch

CELL = getattr(torch, "_C")._jit_get_operation("aten::lstm_cell")[0]


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return CELL(x, list(state), weight_ih, weight_hh, bias_ih, bias_hh)
