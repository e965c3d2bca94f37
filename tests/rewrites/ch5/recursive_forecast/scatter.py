"""torch.scatter and index_copy on tensors of our own, the window shifted in place in a clone."""

import torch


def _check(history, horizon, known_future):
    if horizon < 1:
        raise ValueError("horizon")
    if known_future is None:
        return
    B, _, F = history.shape
    for got, wanted in zip(known_future.shape, (B, horizon, F), strict=True):
        if got != wanted:
            raise ValueError("known_future")


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    _check(history, horizon, known_future)
    window = history.clone()
    forecasts = window.new_empty(horizon, len(window))
    where = torch.full((len(window), 1), target_col, device=history.device)
    for h in range(horizon):
        forecasts[h] = step_model(window.clone())
        row = window[:, -1] if known_future is None else known_future[:, h]
        row = row.scatter(1, where, forecasts[h].unsqueeze(1))
        window[:, :-1] = window[:, 1:].clone()
        window[:, -1] = row
    return forecasts.t().contiguous()
