"""Recursion: the first window, and then the windows of the series from one stride further on."""

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len < 1 or horizon < 1 or stride < 1 or gap < 0:
        raise ValueError("bad sizes")
    if series.ndim == 1:
        return make_windows(series[:, np.newaxis], input_len, horizon, stride, gap, target_cols)
    if target_cols is None:
        target_cols = range(series.shape[1])
    if len(series) < input_len + gap + horizon:
        nothing = np.zeros((0, input_len, series.shape[1]), series.dtype)
        return nothing, np.zeros((0, horizon, len(target_cols)), series.dtype)
    first_X = series[None, :input_len]
    first_Y = series[None, input_len + gap : input_len + gap + horizon, list(target_cols)]
    X, Y = make_windows(series[stride:], input_len, horizon, stride, gap, target_cols)
    return np.concatenate([first_X, X]), np.concatenate([first_Y, Y])
