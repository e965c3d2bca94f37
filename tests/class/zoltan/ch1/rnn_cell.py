import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    # samples as columns, as in the formula
    xt, ht = x.T, h.T
    a = weight_ih @ xt + weight_hh @ ht
    if bias_ih is not None:
        a = a + bias_ih.unsqueeze(1)
    if bias_hh is not None:
        a = a + bias_hh.unsqueeze(1)
    if nonlinearity == "tanh":
        return torch.tanh(a)
    if nonlinearity == "relu":
        return torch.relu(a)
    raise ValueError(nonlinearity)
