"""A beginner's version in which output grows by torch.cat in a while loop."""

import torch
from torch.nn.functional import linear


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    batch_size = x.shape[0]
    seq_len = x.shape[1]
    hidden_size = weight_hh.shape[0]
    if h0 is None:
        h0 = torch.zeros(batch_size, hidden_size, dtype=x.dtype, device=x.device)
    h_t = h0
    output = torch.zeros(batch_size, 0, hidden_size, dtype=x.dtype, device=x.device)
    t = 0
    while t < seq_len:
        x_t = x[:, t]
        h_t = rnn_cell(x_t, h_t, weight_ih, weight_hh, bias_ih, bias_hh)
        output = torch.cat([output, h_t.unsqueeze(1)], dim=1)
        t += 1
    h_n = h_t
    return output, h_n
