# numpy ruller rekken bakover: X[:, k] er rekken forskjøvet k steg
import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    for name, value, least in (("input_len", input_len, 1), ("horizon", horizon, 1), ("stride", stride, 1), ("gap", gap, 0)):
        if value < least:
            raise ValueError(f"{name} er {value}, minst {least}")
    table = np.atleast_2d(series.T).T
    cols = np.arange(table.shape[1])[slice(None) if target_cols is None else list(target_cols)]
    first = input_len + gap
    starts = [i for i in range(0, len(table), stride) if i + first + horizon <= len(table)]

    def lags(t, numbers):
        return np.stack([t.take([i + k for i in starts], axis=0) for k in numbers], axis=1)

    return lags(table, range(input_len)), lags(table.take(cols, axis=1), range(first, first + horizon))
