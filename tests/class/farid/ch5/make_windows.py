# not sure about the corner cases
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    for value, least in ((input_len, 1), (horizon, 1), (stride, 1), (gap, 0)):
        if value < least:
            raise ValueError(f"{value} is smaller than {least}")
    s = np.atleast_2d(series.T).T  # [T] -> [T, 1]
    cols = slice(None) if target_cols is None else list(target_cols)
    total = input_len + gap + horizon
    if len(s) < total:
        return s[:0].reshape(0, 1, s.shape[1]).repeat(input_len, 1), s[:0, cols].reshape(0, 1, len(s[0, cols])).repeat(horizon, 1)
    w = sliding_window_view(s, total, axis=0)[::stride]      # [N, F, total]
    w = w.transpose(0, 2, 1)
    return w[:, :input_len].copy(), w[:, input_len + gap:][:, :, cols].copy()
