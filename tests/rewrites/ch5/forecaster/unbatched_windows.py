"""Each window by itself, without a batch axis, and the forecasts stacked."""

import torch
from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1):
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)
        self.out_shape = torch.Size([horizon, n_targets])

    def one(self, window: Tensor) -> Tensor:
        outputs, _ = self.lstm(window)
        return self.head(outputs[-1]).reshape(self.out_shape)

    def forward(self, x: Tensor) -> Tensor:
        return torch.stack([self.one(window) for window in x])
