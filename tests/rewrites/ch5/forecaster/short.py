"""As short as it gets."""

from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.lstm, self.n = nn.LSTM(n_features, hidden, num_layers, batch_first=True), n_targets
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        return self.head(self.lstm(x)[1][0][-1]).unflatten(1, (-1, self.n))
