"""numpy's sliding_window_view once for the inputs and once for the targets, cut to a common number and copied."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def make_windows(
    series: np.ndarray,
    input_len: int,
    horizon: int,
    stride: int = 1,
    gap: int = 0,
    target_cols: Sequence[int] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    if min(input_len, horizon, stride, gap + 1) < 1:
        raise ValueError("input_len, horizon, stride >= 1 and gap >= 0 are needed")
    table = series if series.ndim == 2 else np.expand_dims(series, -1)
    targets = table if target_cols is None else np.take(table, list(target_cols), axis=1)
    if len(table) < input_len + gap + horizon:
        return (
            np.empty((0, input_len, table.shape[1]), series.dtype),
            np.empty((0, horizon, targets.shape[1]), series.dtype),
        )
    ahead = sliding_window_view(targets[input_len + gap :], horizon, axis=0)[::stride]
    seen = sliding_window_view(table, input_len, axis=0)[::stride][: len(ahead)]
    return np.array(np.moveaxis(seen, 2, 1)), np.array(np.moveaxis(ahead, 2, 1))
