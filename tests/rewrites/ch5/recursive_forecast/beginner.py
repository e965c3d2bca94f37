"""A beginner's loops over batch and columns, with a fresh window tensor for each step."""

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B = history.shape[0]
    L = history.shape[1]
    F = history.shape[2]
    if horizon < 1:
        raise ValueError("horizon is below 1")
    if known_future is not None:
        if list(known_future.shape) != [B, horizon, F]:
            raise ValueError("known_future has the wrong shape")
    result = torch.zeros(B, horizon, dtype=history.dtype, device=history.device)
    window = history.clone()
    for h in range(horizon):
        y = step_model(window)
        new_window = torch.zeros(B, L, F, dtype=history.dtype, device=history.device)
        for b in range(B):
            result[b, h] = y[b]
            for t in range(L - 1):
                for f in range(F):
                    new_window[b, t, f] = window[b, t + 1, f]
            for f in range(F):
                if f == target_col:
                    new_window[b, L - 1, f] = y[b]
                elif known_future is None:
                    new_window[b, L - 1, f] = window[b, L - 1, f]
                else:
                    new_window[b, L - 1, f] = known_future[b, h, f]
        window = new_window
    return result
