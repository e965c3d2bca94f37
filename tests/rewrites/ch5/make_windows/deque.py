"""A stream of rows in a deque: whenever it is full and the start is on the stride, a pair is taken."""

from collections import deque

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len < 1 or horizon < 1 or stride < 1 or gap < 0:
        raise ValueError("wrong sizes")
    features = 1 if series.ndim == 1 else series.shape[1]
    columns = range(features) if target_cols is None else target_cols
    size = input_len + gap + horizon
    buffer = deque(maxlen=size)
    xs, ys = [], []
    for t in range(series.shape[0]):
        row = np.ravel(series[t])
        buffer.append(row)
        if len(buffer) == size and (t + 1 - size) % stride == 0:
            rows = list(buffer)
            xs.extend(rows[:input_len])
            ys.extend([r[c] for c in columns] for r in rows[input_len + gap :])
    X = np.array(xs, dtype=series.dtype).reshape(-1, input_len, features)
    Y = np.array(ys, dtype=series.dtype).reshape(-1, horizon, len(columns))
    return X, Y
