"""Recursion: the first forecast, and then the forecasts from the window one step later."""

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    if horizon < 1:
        raise ValueError(horizon)
    expected = (history.size(0), horizon, history.size(2))
    if known_future is not None and known_future.size() != expected:
        raise ValueError(f"{known_future.size()} instead of {expected}")
    y = step_model(history)
    if horizon == 1:
        return y.unsqueeze(1)
    row = history[:, -1:] if known_future is None else known_future[:, :1]
    row = torch.cat([row[:, :, :target_col], y[:, None, None], row[:, :, target_col + 1 :]], dim=2)
    later = torch.cat([history[:, 1:], row], dim=1)
    rest = known_future if known_future is None else known_future[:, 1:]
    return torch.cat([y[:, None], recursive_forecast(step_model, later, horizon - 1, target_col, rest)], dim=1)
