"""Views by as_strided over whole spans, input and gap and target together, then copied in two parts."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if not (input_len >= 1 and horizon >= 1 and stride >= 1 and gap >= 0):
        raise ValueError((input_len, horizon, stride, gap))
    table = np.ascontiguousarray(series.reshape(series.shape[0], -1))
    T, F = table.shape
    span = input_len + gap + horizon
    count = max(0, (T - span) // stride + 1)
    row, cell = table.strides
    spans = as_strided(table, shape=(count, span, F), strides=(stride * row, row, cell), writeable=False)
    columns = np.arange(F) if target_cols is None else np.asarray(target_cols)
    return spans[:, :input_len].copy(), spans[:, -horizon:][..., columns].copy()
