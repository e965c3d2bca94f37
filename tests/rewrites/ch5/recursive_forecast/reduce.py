"""A functional style: functools.reduce over the rows of the future, carrying window and forecasts."""

from functools import reduce

import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B, L, F = history.shape
    if horizon < 1 or known_future is not None and known_future.shape != (B, horizon, F):
        raise ValueError
    future = [history[:, -1]] * horizon if known_future is None else [known_future[:, h] for h in range(horizon)]

    def advance(carried, row):
        window, said = carried
        y = step_model(window)
        row = torch.stack([y if f == target_col else column for f, column in enumerate(row.unbind(1))], dim=1)
        return torch.cat([window.narrow(1, 1, L - 1), row[:, None]], dim=1), (*said, y)

    return torch.stack(reduce(advance, future, (history, ()))[1], dim=1)
