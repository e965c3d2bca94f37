"""numpy for the book-keeping, torch only where the model is asked."""

import numpy as np
import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    if horizon < 1:
        raise ValueError("no horizon")
    past = history.detach().numpy().copy()
    B, L, F = past.shape
    future = np.repeat(past[:, -1:], horizon, axis=1)
    if known_future is not None:
        if known_future.detach().numpy().shape != future.shape:
            raise ValueError("known_future of another shape")
        future = known_future.detach().numpy().copy()
    whole = np.concatenate([past, future], axis=1)
    for now in range(L, L + horizon):
        window = torch.from_numpy(np.ascontiguousarray(whole[:, now - L : now]))
        whole[:, now, target_col] = step_model(window).detach().numpy()
    return torch.from_numpy(np.ascontiguousarray(whole[:, L:, target_col]))
