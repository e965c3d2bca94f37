import torch
from torch.nn.functional import linear


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, I = x.shape
    h = h0
    if h0 is None:
        h = torch.zeros(B, hidden_size, dtype=x.dtype)
    output = torch.zeros(B, T, weight_hh.shape[0], dtype=x.dtype, device=x.device)
    for t in range(T):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias_ih, bias_hh)
        output[:, t] = h
    return output, h
