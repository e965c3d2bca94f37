"""Typed classes: a scale with both directions, and errors that measure themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor, nn


@dataclass(frozen=True)
class Scale:
    mean: Tensor
    std: Tensor

    @staticmethod
    def of(returns: Tensor) -> Scale:
        mean = returns.mean(-1)
        return Scale(mean, (returns - mean.unsqueeze(-1)).pow(2).mean(-1).pow(0.5))

    def forward(self, returns: Tensor) -> Tensor:
        return returns.sub(self.mean.view(-1, 1)).div(self.std.view(-1, 1))

    def backward(self, z: Tensor) -> Tensor:
        return z.mul(self.std.view(1, -1)).add(self.mean.view(1, -1))


@dataclass
class Report:
    mae: float
    rmse: float
    mape: float
    ratio: float


def prepare(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    logs = torch.log(prices)
    returns = logs.narrow(1, 1, logs.shape[1] - 1) - logs.narrow(1, 0, logs.shape[1] - 1)
    scale = Scale.of(returns.narrow(1, 0, n_train - 1))
    return scale.forward(returns), scale.mean, scale.std


def to_prices(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    return torch.mul(last, torch.expm1(Scale(mean, std).backward(z)) + 1)


def report(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    mae = nn.L1Loss()(forecast, truth).item()
    return asdict(
        Report(
            mae=mae,
            rmse=nn.MSELoss()(forecast, truth).sqrt().item(),
            mape=nn.L1Loss()(forecast / truth, torch.ones_like(truth)).mul(100).item(),
            ratio=mae / nn.L1Loss()(last, truth).item(),
        )
    )


def _draw(axes: Axes, first: int, values: Tensor, label: str) -> int:
    end = first + values.shape[0]
    axes.plot(torch.linspace(first, end - 1, values.shape[0], dtype=torch.float64), values, label=label)
    return end


def plot_forecast(history: Tensor, truth: Tensor, forecast: Tensor) -> Figure:
    figure, axes = plt.subplots()
    now = _draw(axes, 0, history, "history")
    for label, values in (("truth", truth), ("forecast", forecast)):
        _draw(axes, now, values, label)
    axes.set_xlabel("week")
    axes.set_ylabel("price")
    axes.legend()
    axes.grid(True)
    return figure


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
