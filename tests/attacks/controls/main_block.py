"""Tries itself out under if __name__ == "__main__", against torch's own cell, which is forbidden elsewhere."""
import argparse

import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.parse_args()
    cell = torch.nn.LSTMCell(3, 2)
    x, h = torch.randn(4, 3), torch.randn(4, 2)
    print(torch.allclose(cell(x, (h, h))[0], lstm_cell(x, (h, h), *cell.parameters())[0]))
