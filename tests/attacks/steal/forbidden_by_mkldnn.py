"""Calls the layer of the library below torch, under the name that it has there."""
import torch


def CELL(x, state, W, U, b, d):
    layer = getattr(torch, "mkldnn_rnn" + "_layer")
    zeros = x.new_zeros(len(W)).float()
    given = [W.float(), U.float(), zeros if b is None else b.float(), zeros if d is None else d.float()]
    h, c = (each.float().unsqueeze(0) for each in state)
    made = layer(
        x.float().unsqueeze(0), *given, h[0], c[0], False, [], 2, U.shape[1], 1, True, False, False, False
    )
    return made[1].to(x.dtype).reshape(len(x), -1), made[2].to(x.dtype).reshape(len(x), -1)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return CELL(x, state, weight_ih, weight_hh, bias_ih, bias_hh)
