# ch1.rnn_cell 提出用（最終版）
import torch
from torch import Tensor


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError("unknown nonlinearity: " + str(nonlinearity))
    pre = x @ weight_ih.T
    if bias_ih is not None:
        pre = pre + bias_ih
    if bias_hh is not None:
        pre = pre + bias_hh
    if nonlinearity == "tanh":
        out = torch.tanh(pre)
    else:
        out = torch.relu(pre)
    return out


if __name__ == "__main__":
    x, h = torch.randn(2, 3), torch.zeros(2, 4)
    print(rnn_cell(x, h, torch.randn(4, 3), torch.randn(4, 4)).shape)
