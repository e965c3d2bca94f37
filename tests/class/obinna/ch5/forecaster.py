"""ch5.forecaster: An LSTM that forecasts (6 points)."""

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
        super().__init__()
        self.horizon = horizon
        self.n_targets = n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers=num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def forward(self, x: Tensor) -> Tensor:
        """Forecast from the top layer's output at the last step of each window."""
        out, (h_n, c_n) = self.lstm(x)
        y = self.head(out[:, -1, :])
        return y.view(-1, self.horizon, self.n_targets)
