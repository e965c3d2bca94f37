"""List comprehensions of slices, reshaped so that an empty list keeps three axes."""

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len <= 0 or horizon <= 0 or stride <= 0 or gap < 0:
        raise ValueError("arguments out of range")
    if series.ndim == 1:
        series = series.reshape(-1, 1)
    wanted = series if target_cols is None else series[:, list(target_cols)]
    offset = input_len + gap
    starts = range(0, len(series) - offset - horizon + 1, stride)
    X = np.array([series[s : s + input_len] for s in starts], dtype=series.dtype)
    Y = np.array([wanted[s + offset : s + offset + horizon] for s in starts], dtype=series.dtype)
    return X.reshape(-1, input_len, series.shape[1]), Y.reshape(-1, horizon, wanted.shape[1])
