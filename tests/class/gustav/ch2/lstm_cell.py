import torch
import torch.nn as nn


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    cell = nn.LSTMCell(x.shape[1], weight_hh.shape[1], bias=bias_ih is not None, dtype=x.dtype)
    cell.weight_ih.data = weight_ih
    cell.weight_hh.data = weight_hh
    if bias_ih is not None:
        cell.bias_ih.data = bias_ih
        cell.bias_hh.data = bias_hh
    return cell(x, state)
