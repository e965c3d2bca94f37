"""Step by step instead of window by window: strided slices of the series, stacked along the time axis."""

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if any(size < 1 for size in (input_len, horizon, stride)) or gap < 0:
        raise ValueError("sizes must be positive, the gap not negative")
    table = series[:, None] if series.ndim < 2 else series
    targets = table if target_cols is None else table[:, tuple(target_cols)]
    starts = max(0, len(table) - (input_len + gap + horizon) + 1)

    def step(source, k):
        return source[k : k + starts : stride] if starts else source[:0]

    X = np.stack([step(table, k) for k in range(input_len)], axis=1)
    Y = np.stack([step(targets, input_len + gap + k) for k in range(horizon)], axis=1)
    return X, Y
