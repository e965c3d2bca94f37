from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    """An LSTM that reads a window, and a linear layer that forecasts all steps of the horizon at once."""

    def __init__(
        self,
        n_features: int,
        hidden: int,
        horizon: int,
        n_targets: int = 1,
        num_layers: int = 1,
    ) -> None:
        super(LSTMForecaster, self).__init__()
        self.horizon = horizon
        self.n_targets = n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x: Tensor) -> Tensor:
        out, _ = self.lstm(x)
        last = out[:, -1, :]
        return self.head(last).reshape(x.size(0), self.horizon, self.n_targets)
