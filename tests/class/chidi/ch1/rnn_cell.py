# ch1.rnn_cell  2024-10-03
import torch
from torch import Tensor


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    pre = x @ weight_hh.T + h @ weight_ih.T
    if bias_ih is not None:
        pre = pre + bias_ih
    if bias_hh is not None:
        pre = pre + bias_hh
    if nonlinearity == "tanh":
        out = torch.tanh(pre)
    elif nonlinearity == "relu":
        out = torch.relu(pre)
    else:
        raise ValueError(nonlinearity)
    return out


if __name__ == "__main__":
    x, h = torch.randn(2, 3), torch.zeros(2, 4)
    print(rnn_cell(x, h, torch.randn(4, 3), torch.randn(4, 4)).shape)
