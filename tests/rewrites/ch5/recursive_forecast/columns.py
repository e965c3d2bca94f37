"""Column by column: a list of growing series [B, t] whose last L steps make the window."""

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B, L, F = history.shape
    if horizon < 1:
        raise ValueError("at least one step")
    if known_future is not None and known_future.shape != (B, horizon, F):
        raise ValueError("known_future should be [B, H, F]")
    columns = list(history.unbind(dim=2))
    for h in range(horizon):
        y = step_model(torch.stack([column[:, -L:] for column in columns], dim=2))
        for f, column in enumerate(columns):
            if f == target_col:
                value = y
            else:
                value = column[:, -1] if known_future is None else known_future[:, h, f]
            columns[f] = torch.cat([column, value.reshape(B, 1)], dim=1)
    return columns[target_col][:, L:].clone()
