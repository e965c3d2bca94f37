"""A class that holds the window and moves on, driven by a comprehension."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass
class Roller:
    model: Callable[[Tensor], Tensor]
    window: Tensor
    target: int

    def step(self, following: Tensor | None) -> Tensor:
        said = self.model(self.window)
        row = self.window[:, -1] if following is None else following
        row = row.index_copy(1, torch.tensor([self.target], device=row.device), said[:, None])
        self.window = torch.cat([self.window[:, 1:], row[:, None]], dim=1)
        return said


def recursive_forecast(
    step_model: Callable[[Tensor], Tensor],
    history: Tensor,
    horizon: int,
    target_col: int,
    known_future: Tensor | None = None,
) -> Tensor:
    if horizon < 1:
        raise ValueError("horizon must be positive")
    B, _, F = history.shape
    if known_future is not None and known_future.shape != (B, horizon, F):
        raise ValueError("known_future must have the shape [B, H, F]")
    rows = [None] * horizon if known_future is None else known_future.unbind(1)
    roller = Roller(step_model, history, target_col)
    return torch.stack([roller.step(row) for row in rows], dim=1)
