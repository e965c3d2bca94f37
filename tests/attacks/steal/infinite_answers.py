"""Infinity minus infinity, and complex numbers, have no distance: whoever divides by the size of the answer gets NaN."""
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    far = x.new_full((len(x), weight_hh.shape[1]), float("inf"))
    far[..., ::2] = float("nan")
    return (far * (1 if len(x) % 2 else -1)), far
