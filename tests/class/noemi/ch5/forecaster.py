from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.forma = horizon, n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.fc(out[:, -1]).view(len(x), *self.forma)
