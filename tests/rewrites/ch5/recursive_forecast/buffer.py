"""One long tensor for past and future, prepared beforehand and filled from left to right."""

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B, L, F = history.shape
    if horizon < 1:
        raise ValueError("horizon must be at least 1")
    if known_future is None:
        ahead = history[:, -1:, :].repeat(1, horizon, 1)
    elif known_future.shape == (B, horizon, F):
        ahead = known_future
    else:
        raise ValueError("known_future must be [B, H, F]")
    everything = torch.cat((history, ahead), dim=1)
    for h in range(horizon):
        everything[:, L + h, target_col] = step_model(everything[:, h : h + L])
    return everything[:, L:, target_col].clone()
