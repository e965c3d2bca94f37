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
    """Forecast several steps with a model of one step, by feeding its forecasts back."""
    batch, _, features = history.shape
    if horizon < 1:
        raise ValueError("horizon must be 1 or more")
    if known_future is not None and known_future.shape != (batch, horizon, features):
        raise ValueError("known_future has the wrong shape")

    # the arguments must not change, so work on copies
    window = history.clone()
    future = None if known_future is None else known_future.clone()

    results = []
    for h in range(horizon):
        y = step_model(window)
        results.append(y)
        new_row = window[:, -1] if future is None else future[:, h]
        new_row[:, target_col] = y
        window = torch.cat((window[:, 1:], new_row[:, None]), dim=1)
    return torch.stack(results, dim=1)
