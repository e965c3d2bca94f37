from collections import deque

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    if not horizon >= 1:
        raise ValueError("horizon")
    B, L, F = history.shape
    if known_future is not None:
        if known_future.dim() != 3 or known_future.size(0) != B or known_future.size(1) != horizon or known_future.size(2) != F:
            raise ValueError("known_future")
        others = [known_future[:, h] for h in range(horizon)]
    else:
        others = [history[:, L - 1]] * horizon

    is_target = torch.arange(F, device=history.device) == target_col
    window = deque(history.unbind(1), maxlen=L)      # det eldste steget faller ut av seg selv
    for h in range(horizon):
        y = step_model(torch.stack(tuple(window), 1))
        window.append(torch.where(is_target, y[:, None], others[h]))
        result = y[:, None] if h == 0 else torch.hstack((result, y[:, None]))
    return result
