"""ch5.make_windows: Sliding windows over a series (7 points)."""

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
    """Cut a series into input windows and their targets."""
    if input_len < 1 or horizon < 1 or stride < 1:
        raise ValueError("input_len, horizon and stride must be at least 1")
    if gap < 0:
        raise ValueError("gap must not be negative")
    if series.ndim == 1:
        series = series.reshape(-1, 1)
    T, F = series.shape
    if target_cols is None:
        target_cols = list(range(F))
    X, Y = [], []
    for start in range(0, T - input_len - gap - horizon + 1, stride):
        end = start + input_len
        X.append(series[start:end])
        Y.append(series[end + gap : end + gap + horizon][:, list(target_cols)])
    if len(X) == 0:
        return (
            np.zeros((0, input_len, F), dtype=series.dtype),
            np.zeros((0, horizon, len(target_cols)), dtype=series.dtype),
        )
    return np.array(X), np.array(Y)
