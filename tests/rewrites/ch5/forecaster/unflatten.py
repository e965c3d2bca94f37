"""The head on the outputs of all steps, of which the last is chosen afterwards; unflatten for the two axes."""

import torch
from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, num_layers=num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)
        self.split = nn.Unflatten(-1, (horizon, n_targets))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        every_step = self.split(self.head(self.lstm(x)[0]))
        return every_step.select(1, x.shape[1] - 1)
