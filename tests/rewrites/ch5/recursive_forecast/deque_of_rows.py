"""A deque of the last L rows, stacked anew for each call of the model."""

from collections import deque

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    batch, length, features = history.shape
    if horizon < 1:
        raise ValueError("horizon < 1")
    if known_future is not None and known_future.shape != torch.Size([batch, horizon, features]):
        raise ValueError("known_future does not fit")
    rows = deque(history.unbind(1), maxlen=length)
    outcomes = torch.empty(batch, horizon, dtype=history.dtype, device=history.device)
    for h in range(horizon):
        outcomes[:, h] = step_model(torch.stack(tuple(rows), dim=1))
        following = rows[-1].clone() if known_future is None else known_future.select(1, h).clone()
        following.select(1, target_col).copy_(outcomes[:, h])
        rows.append(following)
    return outcomes
