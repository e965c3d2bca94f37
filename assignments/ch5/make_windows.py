"""ch5.make_windows: Sliding windows over a series (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_make_windows.py
"""

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
    """Cut a series into input windows and their targets.

    Args:
        series: floats, shape [T, F], or [T] for a single feature. NaN is copied like any number.
        input_len: L, steps in a window.
        horizon: H, steps in a target.
        stride: steps from the start of one window to the start of the next.
        gap: steps left out between a window and its target.
        target_cols: numbers of the Ft columns that make up the target, in the order wanted; None means all.

    Returns:
        (X, Y) of the dtype of series: X of shape [N, L, F], oldest step first, and Y of shape [N, H, Ft].
        N is 0 if the series is too short. Neither shares memory with series.

    Raises:
        ValueError: input_len, horizon or stride is below 1, or gap is below 0.

    Write it with numpy; torch.Tensor.unfold is not allowed.
    """
    raise NotImplementedError("ch5.make_windows is not started")
