"""ch5.recursive_forecast: Recursive multi-step forecasts (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_recursive_forecast.py
"""

from collections.abc import Callable

import torch
from torch import Tensor


def recursive_forecast(
    step_model: Callable[[Tensor], Tensor],
    history: Tensor,
    horizon: int,
    target_col: int,
    known_future: Tensor | None = None,
) -> Tensor:
    """Forecast several steps with a model of one step, by feeding its forecasts back.

    Args:
        step_model: forecasts the target one step after a window, ``step_model(window) -> y``; window: shape
            [B, L, F], oldest step first; y: shape [B]. Call it exactly H times, on the whole batch.
        history: the first window, shape [B, L, F]. Every window has L steps.
        horizon: H, steps to forecast.
        target_col: the column that is forecast, 0 to F - 1.
        known_future: the other columns at the H steps ahead, shape [B, H, F]; at step h, row h of it joins the
            forecast of that step. Its target column may hold anything, NaN too, and is not used. None means that
            the other columns keep the values that they have at the last step of the history.

    Returns:
        The forecasts, shape [B, H], in the dtype of history.

    Raises:
        ValueError: horizon is below 1, or the shape of known_future is not [B, H, F].

    The call leaves history and known_future unchanged.
    """
    raise NotImplementedError("ch5.recursive_forecast is not started")
