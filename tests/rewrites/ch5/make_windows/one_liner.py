"""As short as it gets: broadcast row numbers in a lambda."""

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if min(input_len, horizon, stride) < 1 or gap < 0:
        raise ValueError
    s = series.reshape(len(series), -1)
    n = max((len(s) - input_len - gap - horizon) // stride + 1, 0)
    rows = lambda first, k: s[first + stride * np.arange(n)[:, None] + np.arange(k)]
    return rows(0, input_len), rows(input_len + gap, horizon)[
        ..., range(s.shape[1]) if target_cols is None else target_cols
    ]
