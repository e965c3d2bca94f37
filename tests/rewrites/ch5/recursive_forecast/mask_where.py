"""The new row by torch.where with a one-hot mask of the target column, the window moved by torch.roll."""

import torch
from torch import Tensor


def recursive_forecast(step_model, history: Tensor, horizon: int, target_col: int, known_future: Tensor | None = None):
    B, _, F = history.shape
    if horizon <= 0 or (known_future is not None and tuple(known_future.shape) != (B, horizon, F)):
        raise ValueError("nothing to forecast, or a known future of another shape")
    is_target = torch.arange(F, device=history.device) == target_col
    window, said = history, []
    for h in range(horizon):
        said += [step_model(window)]
        others = window[:, -1] if known_future is None else known_future[:, h]
        row = torch.where(is_target, said[-1][:, None], others)
        window = torch.roll(window, -1, dims=1)
        window[:, -1] = row
    return torch.stack(said, -1)
