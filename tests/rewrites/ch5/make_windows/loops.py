"""A beginner's while loop that fills arrays made beforehand, number by number."""

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len < 1:
        raise ValueError("input_len is too small")
    if horizon < 1:
        raise ValueError("horizon is too small")
    if stride < 1:
        raise ValueError("stride is too small")
    if gap < 0:
        raise ValueError("gap is negative")
    if len(series.shape) == 1:
        data = np.zeros((len(series), 1), dtype=series.dtype)
        data[:, 0] = series
    else:
        data = series
    T = data.shape[0]
    F = data.shape[1]
    if target_cols is None:
        cols = []
        for f in range(F):
            cols.append(f)
    else:
        cols = target_cols
    N = 0
    i = 0
    while i + input_len + gap + horizon <= T:
        N = N + 1
        i = i + stride
    X = np.zeros((N, input_len, F), dtype=series.dtype)
    Y = np.zeros((N, horizon, len(cols)), dtype=series.dtype)
    for n in range(N):
        start = n * stride
        for t in range(input_len):
            for f in range(F):
                X[n, t, f] = data[start + t, f]
        for t in range(horizon):
            for j in range(len(cols)):
                Y[n, t, j] = data[start + input_len + gap + t, cols[j]]
    return X, Y
