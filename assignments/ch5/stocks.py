"""ch5.stocks: Project: forecasting prices (8 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_stocks.py
"""

import csv
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


def prepare(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    """Turn prices into scaled log returns.

    Args:
        prices: shape [S, T]: T weeks of S symbols, the oldest week first. They stay as they are.
        n_train: how many of the first weeks are for training, at least 3.

    Returns:
        (z, mean, std): z of shape [S, T - 1] holds (r - mean) / std, where r are the log returns
        log p[t] - log p[t - 1]. mean and std, of shape [S], are taken for each symbol from those returns alone that
        the first n_train prices tell: n_train - 1 of them. std divides by their number (correction=0).
    """
    raise NotImplementedError("ch5.stocks is not started")


def to_prices(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    """Turn scaled log returns back into prices.

    Args:
        last: the last prices that are known, shape [N, S].
        z: scaled log returns of the week after, shape [N, S].
        mean, std: those of `prepare`, shape [S].

    Returns:
        The prices of the week after, shape [N, S].
    """
    raise NotImplementedError("ch5.stocks is not started")


class ReturnModel(nn.Module):
    """The next scaled return of a symbol from its last ones. Yours: only your own code uses it."""

    def __init__(self) -> None:
        super().__init__()
        raise NotImplementedError("ch5.stocks is not started")

    def forward(self, returns: Tensor) -> Tensor:
        """From scaled returns of shape [B, K] to forecasts of shape [B]."""
        raise NotImplementedError("ch5.stocks is not started")


def train(prices: Tensor) -> Any:
    """Train a model, all the way from prices.

    Args:
        prices: shape [S, T], float32: everything that is known when the training starts.

    Returns:
        Whatever `forecast` needs: a module, a tuple, an object of your own.
    """
    raise NotImplementedError("ch5.stocks is not started")


def forecast(model: Any, windows: Tensor) -> Tensor:
    """Forecast the next price of each symbol.

    Args:
        model: what `train` returned.
        windows: prices, shape [N, S, L], float32, with L = 30 weeks: N pasts, in no particular order. Windows may
            overlap; each is to be forecast as if it were the only one.

    Returns:
        The price in the week after each window, in the unit of the windows: shape [N, S].
    """
    raise NotImplementedError("ch5.stocks is not started")


def report(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    """Say how good a forecast is, and whether that is any better than nothing.

    Args:
        truth, forecast: prices, shape [N, S].
        last: the last price before each of them, shape [N, S]: what persistence forecasts.

    Returns:
        Python floats, each over all N * S entries: "mae"; "rmse"; "mape", in percent of the truth; "ratio", the MAE of
        the forecast divided by that of persistence.
    """
    raise NotImplementedError("ch5.stocks is not started")


def plot_forecast(history: Tensor, truth: Tensor, forecast: Tensor) -> Figure:
    """Draw the forecasts of one symbol, one week ahead each.

    Args:
        history: prices of the K weeks before, shape [K].
        truth, forecast: prices of N weeks, shape [N].

    Returns:
        A figure with one pair of axes and three lines, in this order: history at the weeks 0 to K - 1, truth and
        forecast at the weeks K to K + N - 1. They are labelled "history", "truth" and "forecast", and there is a
        legend. The x axis is called "week", the y axis "price". No other lines and no images.
    """
    raise NotImplementedError("ch5.stocks is not started")


if __name__ == "__main__":
    with (Path(__file__).parent / "data" / "stocks.csv").open(encoding="utf-8", newline="") as file:
        names, *lines = csv.reader(file)
    closes = torch.tensor([[float(text) for text in row[1:]] for row in lines]).T
    n_test = 60
    n_known = closes.shape[1] - n_test
    pasts = torch.stack([closes[:, end - 30 : end] for end in range(n_known, closes.shape[1])])
    came = closes[:, n_known:].T
    torch.manual_seed(0)
    trained = train(closes[:, :n_known])
    said = forecast(trained, pasts)
    print(f"the last {n_test} weeks of {', '.join(names[1:])}")
    for name, value in report(came, said, pasts[:, :, -1]).items():
        print(f"  {name:5s} {value:8.3f}")
    plot_forecast(closes[0, n_known - 20 : n_known], came[:, 0], said[:, 0]).savefig("stocks.png")
    print(f"stocks.png shows {names[1]}")
