import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B, L, F = history.shape
    if horizon < 1:
        raise ValueError("horizon")
    if known_future is not None and known_future.shape != (B, horizon, F):
        raise ValueError("known_future")
    window = history.clone()
    out = []
    for h in range(horizon):
        y = step_model(window).squeeze(-1)      # [B, 1] -> [B]
        out.append(y)
        row = window[:, -1].clone() if known_future is None else known_future[:, h].clone()
        row[:, target_col] = y
        window = torch.cat([window[:, 1:], row.unsqueeze(1)], dim=1)
    return torch.stack(out, dim=1)
