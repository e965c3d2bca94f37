"""Windows by fancy indexing: one index table for the inputs, one for the targets."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import as_strided


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
    out_index = starts[:, None] + input_len + gap + np.arange(horizon)
    # windows overlap, so a strided view saves the memory
    s0, s1 = data.strides
    X = as_strided(data, (n_windows, input_len, n_features), (s0 * stride, s0, s1))
    Y = data[out_index][:, :, columns]
    return X, Y


if __name__ == "__main__":
    X, Y = make_windows(np.arange(10.0), 3, 2)
    print(X[0].ravel(), Y[0].ravel())
