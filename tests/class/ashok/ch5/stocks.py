import csv
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


def prepare(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    """Turn prices into scaled log returns."""
    returns = torch.log(prices).diff(dim=1)
    known = returns[:, : n_train - 1]
    mean, std = known.mean(dim=1), known.std(dim=1, correction=0)
    return (returns - mean[:, None]) / std[:, None], mean, std


def to_prices(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    """Turn scaled log returns back into prices."""
    return last * torch.exp(z * std + mean)


class ReturnModel(nn.Module):
    """The next scaled return of a symbol from its last ones. Yours: only your own code uses it."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(1, 8, batch_first=True)
        self.head = nn.Linear(8, 1)

    def forward(self, returns: Tensor) -> Tensor:
        """From scaled returns of shape [B, K] to forecasts of shape [B]."""
        states, _ = self.lstm(returns[:, :, None])
        forecasts: Tensor = self.head(states[:, -1])[:, 0]
        return forecasts


def train(prices: Tensor) -> Any:
    """Train a model, all the way from prices."""
    z, mean, std = prepare(prices, prices.shape[1])
    windows = z.unfold(1, 21, 1).flatten(0, 1)  # 20 returns, and the one to be forecast
    model = ReturnModel()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(20):
        for batch in torch.randperm(len(windows)).split(64):
            loss = nn.functional.mse_loss(model(windows[batch, :-1]), windows[batch, -1])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model, mean, std


def forecast(model: Any, windows: Tensor) -> Tensor:
    """Forecast the next price of each symbol."""
    return windows[:, :, -1]  # nobody can know more than that


def report(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    """Say how good a forecast is, and whether that is any better than nothing."""
    error = forecast - truth
    mae = error.abs().mean().item()
    return {
        "mae": mae,
        "rmse": error.square().mean().sqrt().item(),
        "mape": 100 * (error / truth).abs().mean().item(),
        "ratio": mae / (last - truth).abs().mean().item(),
    }


def plot_forecast(history: Tensor, truth: Tensor, forecast: Tensor) -> Figure:
    """Draw the forecasts of one symbol, one week ahead each."""
    K, N = len(history), len(truth)
    figure, ax = plt.subplots()
    ax.plot(range(K), history, label="history")
    ax.plot(range(K, K + N), truth, label="truth")
    ax.plot(range(K, K + N), forecast, label="forecast")
    ax.set_xlabel("week")
    ax.set_ylabel("price")
    ax.legend()
    return figure


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
