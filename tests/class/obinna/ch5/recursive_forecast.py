"""ch5.recursive_forecast: Recursive multi-step forecasts (7 points)."""

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
    if horizon < 1:
        raise ValueError("horizon must be at least 1")
    B, L, F = history.shape
    if known_future is not None and tuple(known_future.shape) != (B, horizon, F):
        raise ValueError("known_future must have shape [B, H, F]")
    window = history.clone()
    forecasts = []
    for h in range(horizon):
        y = step_model(window)
        forecasts.append(y)
        if known_future is None:
            row = window[:, -1, :].clone()
        else:
            row = known_future[:, h, :].clone()
        row[:, target_col] = y
        window = torch.cat([window[:, 1:, :], row.unsqueeze(1)], dim=1)
    return torch.stack(forecasts, dim=1)
