"""The row as others plus forecast, with the target's column of the others set to zero by masked_fill."""

import torch
import torch.nn.functional as F


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    if horizon < 1:
        raise ValueError("horizon below 1")
    unit = F.one_hot(torch.tensor(target_col), history.shape[2]).to(history)
    if known_future is None:
        others = history[:, -1:].expand(-1, horizon, -1)
    else:
        others = known_future
        if known_future.shape != (len(history), horizon, history.shape[-1]):
            raise ValueError("shape of known_future")
    others = others.masked_fill(unit.bool(), 0.0)
    path = history
    for h in range(horizon):
        y = step_model(path[:, -history.shape[1] :])
        path = torch.cat([path, (others[:, h] + torch.outer(y, unit))[:, None]], dim=1)
    return path[:, history.shape[1] :].matmul(unit)
