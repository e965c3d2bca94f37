"""torch has a second LSTM cell, written for quantisation, which lists of forbidden names forget."""
import importlib

import torch

module = importlib.import_module("torch.ao.nn.quantizable.modules.rnn")


def CELL(x, state, W, U, b, d):
    cell = module.LSTMCell(x.shape[1], U.shape[1], True, dtype=x.dtype)
    zeros = x.new_zeros(len(W))
    for gate, weight, bias in ((cell.igates, W, b), (cell.hgates, U, d)):
        if isinstance(gate, torch.nn.Linear):
            pairs = [(gate, weight, bias)]
        else:
            names = ("input_gate", "forget_gate", "cell_gate", "output_gate")
            pairs = zip([gate[n] for n in names], weight.chunk(4), (zeros if bias is None else bias).chunk(4))
        for linear, w, v in pairs:
            for name, value in (("weight", w), ("bias", zeros if v is None else v)):
                delattr(linear, name)
                setattr(linear, name, value)
    h, c = cell(x, state)
    return h, c


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return CELL(x, state, weight_ih, weight_hh, bias_ih, bias_hh)
