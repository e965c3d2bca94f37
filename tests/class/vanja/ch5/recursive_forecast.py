import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B, L, F = history.shape
    if horizon < 1:
        raise ValueError("horizon")
    if known_future is not None and known_future.shape != (B, horizon, F):
        raise ValueError("known_future")

    window = history
    prognoze = torch.zeros(B, horizon, dtype=history.dtype, device=history.device)
    for h in range(horizon):
        y = step_model(window)
        prognoze[:, h] = y
        if known_future is not None:
            red = known_future[:, h : h + 1]            # [B, 1, F]
        else:
            red = window[:, -1:].clone()
            red[:, 0, target_col] = y
        window = torch.cat([window[:, 1:], red], dim=1)
    return prognoze
