"""ch5.forecaster: An LSTM that forecasts (6 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_forecaster.py
"""

from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    """An LSTM that reads a window, and a linear layer that forecasts all steps of the horizon at once.

    Args:
        n_features: F, features of a step of the window.
        hidden: size of the LSTM's output.
        horizon: H, steps to forecast.
        n_targets: Ft, values to forecast at each step.
        num_layers: layers of the LSTM.

    Attributes (no other modules with parameters, and no dropout):
        lstm: an nn.LSTM, batch first.
        head: an nn.Linear from hidden to horizon * n_targets, whose outputs come step by step.
    """

    def __init__(
        self,
        n_features: int,
        hidden: int,
        horizon: int,
        n_targets: int = 1,
        num_layers: int = 1,
    ) -> None:
        raise NotImplementedError("ch5.forecaster is not started")

    def forward(self, x: Tensor) -> Tensor:
        """Forecast from the top layer's output at the last step of each window.

        Args:
            x: windows, oldest step first, shape [B, L, F].

        Returns:
            The forecast, shape [B, H, Ft], also where one of these is 1. The LSTM starts from zeros in every call.
        """
        raise NotImplementedError("ch5.forecaster is not started")
