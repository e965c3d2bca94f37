"""A beginner's way: an empty result that is filled number by number from the head's output."""

import torch
import torch.nn as nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.n_features = n_features
        self.hidden = hidden
        self.horizon = horizon
        self.n_targets = n_targets
        self.num_layers = num_layers
        self.lstm = nn.LSTM(n_features, hidden, num_layers=num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        out, (h_n, c_n) = self.lstm(x)
        last = out[:, -1, :]
        o = self.head(last)
        batch_size = x.shape[0]
        y_hat = torch.zeros(batch_size, self.horizon, self.n_targets, dtype=o.dtype, device=o.device)
        for b in range(batch_size):
            for s in range(self.horizon):
                for j in range(self.n_targets):
                    y_hat[b, s, j] = o[b, s * self.n_targets + j]
        return y_hat
