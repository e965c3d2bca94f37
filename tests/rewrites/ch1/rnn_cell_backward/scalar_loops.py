"""A beginner's version with loops over every index and one number at a time."""

import math

import torch


def rnn_cell_backward(d_h, x, h_prev, weight_ih, weight_hh, bias):
    B = x.shape[0]
    I = x.shape[1]
    H = h_prev.shape[1]
    d_x = torch.zeros(B, I, dtype=x.dtype)
    d_h_prev = torch.zeros(B, H, dtype=x.dtype)
    d_weight_ih = torch.zeros(H, I, dtype=x.dtype)
    d_weight_hh = torch.zeros(H, H, dtype=x.dtype)
    d_bias = torch.zeros(H, dtype=x.dtype)
    for b in range(B):
        for j in range(H):
            # forward
            a = bias[j].item()
            for i in range(I):
                a = a + weight_ih[j, i].item() * x[b, i].item()
            for k in range(H):
                a = a + weight_hh[j, k].item() * h_prev[b, k].item()
            h = math.tanh(a)
            # backward
            d_a = d_h[b, j].item() * (1 - h * h)
            d_bias[j] += d_a
            for i in range(I):
                d_x[b, i] += d_a * weight_ih[j, i]
                d_weight_ih[j, i] += d_a * x[b, i]
            for k in range(H):
                d_h_prev[b, k] += d_a * weight_hh[j, k]
                d_weight_hh[j, k] += d_a * h_prev[b, k]
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias
