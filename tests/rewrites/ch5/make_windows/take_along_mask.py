"""All starts of all steps, those that fit chosen by a boolean mask, and numpy.take for the rows and columns."""

import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len < 1 or horizon < 1 or stride < 1 or gap < 0:
        raise ValueError("input_len, horizon and stride must be at least 1 and gap at least 0")
    values = np.copy(series)
    if values.ndim == 1:
        values.shape = (-1, 1)
    steps = np.arange(len(values))
    fits = (steps % stride == 0) & (steps + input_len + gap + horizon <= len(values))
    starts = steps[fits]
    X = np.take(values, np.add.outer(starts, np.arange(input_len)), axis=0)
    Y = np.take(values, np.add.outer(starts + input_len + gap, np.arange(horizon)), axis=0)
    if target_cols is not None:
        Y = np.take(Y, np.array(target_cols, dtype=int), axis=2)
    return X, Y
