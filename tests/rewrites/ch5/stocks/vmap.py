"""Functions of one symbol or one entry, mapped by torch.vmap."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


def prepare(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    def symbol(row: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        logs = row.log()
        returns = logs[1:] - logs[:-1]
        known = returns[: n_train - 1]
        mean = known.mean()
        std = (known - mean).square().mean().sqrt()
        return (returns - mean) / std, mean, std

    return torch.vmap(symbol)(prices)


def to_prices(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    def entry(p: Tensor, v: Tensor, m: Tensor, s: Tensor) -> Tensor:
        return p * torch.exp(m + s * v)

    return torch.vmap(torch.vmap(entry), in_dims=(0, 0, None, None))(last, z, mean, std)


def report(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    def errors(y: Tensor, p: Tensor, naive: Tensor) -> Tensor:
        distance = (y - p).abs()
        return torch.stack([distance, distance**2, 100 * distance / y.abs(), (y - naive).abs()])

    mae, mse, mape, persistence = torch.vmap(errors)(truth.flatten(), forecast.flatten(), last.flatten()).mean(0)
    named = {"mae": mae, "rmse": mse.sqrt(), "mape": mape, "ratio": mae / persistence}
    return {name: value.item() for name, value in named.items()}


def plot_forecast(history: Tensor, truth: Tensor, forecast: Tensor) -> Figure:
    weeks = torch.arange(len(history) + len(truth))
    fig = plt.figure(layout="constrained")
    ax = fig.gca()
    ax.plot(weeks[: len(history)], history, "k-", label="history")
    ax.plot(weeks[len(history) :], truth, "C0o-", label="truth")
    ax.plot(weeks[len(history) :], forecast, "C1x--", label="forecast")
    ax.set_xlabel("week")
    ax.set_ylabel("price")
    ax.legend()
    return fig


class ReturnModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(1, 8, batch_first=True)
        self.head = nn.Linear(8, 1)

    def forward(self, returns):
        return self.head(self.lstm(returns[:, :, None])[0][:, -1])[:, 0]


def train(prices):
    z, mean, std = prepare(prices, prices.shape[1])
    windows = z.unfold(1, 21, 1).flatten(0, 1)
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


def forecast(model, windows):
    network, mean, std = model
    returns = torch.log(windows).diff(dim=2)[:, :, -20:]
    z = (returns - mean[:, None]) / std[:, None]
    with torch.no_grad():
        said = network(z.flatten(0, 1)).unflatten(0, z.shape[:2])
    return to_prices(windows[:, :, -1], said, mean, std)
