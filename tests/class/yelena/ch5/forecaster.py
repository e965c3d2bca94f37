import torch.nn as nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.horizon = horizon
        self.n_targets = n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out).view(-1, self.horizon, self.n_targets)
