# ch5.make_windows  le 4 novembre
import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len < 1 or horizon < 1 or stride < 1 or gap < 0:
        raise ValueError("bad window parameters")
    if series.ndim == 1:
        series = series.reshape(-1, 1)
    T, F = series.shape
    if target_cols is None:
        target_cols = list(range(F))
    X, Y = [], []
    for start in range(0, T - input_len - gap - horizon + 1, stride):
        end = start + input_len
        X.append(series[start:end])
        Y.append(series[end + gap:end + gap + horizon][:, target_cols])
    return np.stack(X), np.stack(Y)
