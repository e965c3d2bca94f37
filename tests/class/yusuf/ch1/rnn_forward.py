import torch
from torch.nn.functional import linear


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, I = x.shape
    if h0 is None:
        h0 = x.new_zeros(B, weight_hh.shape[0])
    output = []
    for t in range(T):
        # bir adım
        h = rnn_cell(x[:, t], h0, weight_ih, weight_hh, bias_ih, bias_hh)
        output.append(h)
    return torch.stack(output, dim=1), h
