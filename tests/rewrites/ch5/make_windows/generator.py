"""A generator of pairs, and one allocation that is filled from it."""

import numpy as np


def _pairs(table, targets, length, ahead, step, hole):
    begin = 0
    while True:
        middle = begin + length
        end = middle + hole + ahead
        if end > table.shape[0]:
            return
        yield table[begin:middle], targets[middle + hole : end]
        begin += step


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    for value, least in ((input_len, 1), (horizon, 1), (stride, 1), (gap, 0)):
        if value < least:
            raise ValueError(f"{value} is below {least}")
    table = np.atleast_2d(series.T).T
    targets = table if target_cols is None else np.stack([table[:, c] for c in target_cols], axis=1)
    found = list(_pairs(table, targets, input_len, horizon, stride, gap))
    X = np.empty((len(found), input_len, table.shape[1]), dtype=table.dtype)
    Y = np.empty((len(found), horizon, targets.shape[1]), dtype=table.dtype)
    for number, (before, after) in enumerate(found):
        X[number] = before
        Y[number] = after
    return X, Y
