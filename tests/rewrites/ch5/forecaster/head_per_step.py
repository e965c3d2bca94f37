"""addmm with the rows of the head that belong to each step of the horizon, in a comprehension."""

import torch
from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.horizon = horizon
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        *_, last = self.lstm(x)[0].unbind(1)
        weights = self.head.weight.chunk(self.horizon)
        biases = self.head.bias.chunk(self.horizon)
        steps = (torch.addmm(b, last, w.t()) for w, b in zip(weights, biases, strict=True))
        return torch.stack(tuple(steps), dim=1)
