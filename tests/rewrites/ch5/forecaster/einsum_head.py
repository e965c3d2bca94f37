"""The head as an einsum with its weight seen as [H, Ft, hidden]."""

import torch
from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.horizon = horizon
        self.n_targets = n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers, bias=True, batch_first=True, dropout=0.0)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        weight = self.head.weight.view(self.horizon, self.n_targets, -1)
        bias = self.head.bias.view(self.horizon, self.n_targets)
        last = self.lstm(x)[0][:, -1, :]
        return torch.einsum("bk,sjk->bsj", last, weight) + bias
