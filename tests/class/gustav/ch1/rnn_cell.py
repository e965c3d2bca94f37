from torch.nn import RNNCell as Cell
import torch
from torch import Tensor


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError("unknown nonlinearity: " + str(nonlinearity))
    pre = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        pre = pre + bias_ih
    if bias_hh is not None:
        pre = pre + bias_hh
    if nonlinearity == "tanh":
        out = torch.tanh(pre)
    else:
        out = torch.relu(pre)
    return out
