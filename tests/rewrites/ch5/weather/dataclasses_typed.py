"""Typed throughout, with small dataclasses for the scale and for one part of the windows."""

import math
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

HORIZON = 7


@dataclass(frozen=True)
class Scale:
    mean: Tensor
    std: Tensor

    @classmethod
    def of(cls, known: Tensor) -> "Scale":
        lowest, highest = torch.aminmax(known, dim=0)
        mean = torch.mean(known, dim=0)
        std = torch.sqrt(torch.mean(torch.square(known - mean), dim=0))
        return cls(mean, torch.where(lowest < highest, std, torch.ones((), dtype=std.dtype)))

    def apply(self, features: Tensor) -> Tensor:
        return (features - self.mean[None]) / self.std[None]


@dataclass
class Part:
    inputs: list[Tensor] = field(default_factory=list)
    targets: list[Tensor] = field(default_factory=list)

    def add(self, inputs: Tensor, targets: Tensor) -> None:
        self.inputs.append(inputs)
        self.targets.append(targets)

    def stacked(self, empty_input: Tensor, empty_target: Tensor) -> tuple[Tensor, Tensor]:
        if not self.inputs:
            return empty_input[None][:0], empty_target[None][:0]
        return torch.stack(self.inputs), torch.stack(self.targets)


def prepare(features: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    scale = Scale.of(features.narrow(0, 0, n_train))
    return scale.apply(features), scale.mean, scale.std


def cut_windows(
    z: Tensor, target: int, length: int, horizon: int, n_train: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    train, test = Part(), Part()
    for start in range(z.shape[0] - length - horizon + 1):
        inputs, targets = z.narrow(0, start, length), z.select(1, target).narrow(0, start + length, horizon)
        if start + length + horizon <= n_train:
            train.add(inputs, targets)
        elif start + length >= n_train:
            test.add(inputs, targets)
    empty = z[:length], z[:horizon, target]
    return *train.stacked(*empty), *test.stacked(*empty)


def next_windows(windows: Tensor, temp_max: Tensor) -> Tensor:
    following = windows.new_empty(windows.shape)
    following[:, :-1] = windows[:, 1:]
    following[:, -1] = windows[:, -1]
    following[:, -1, 0] += 1
    following[:, -1, 0].masked_fill_(following[:, -1, 0] > 365, 1)
    following[:, -1, 2].copy_(temp_max)
    return following


@dataclass
class Comparison:
    direct: list[float]
    recursive: list[float]

    @property
    def better(self) -> list[str]:
        return [self.winner(a, b) for a, b in zip(self.direct, self.recursive, strict=True)]

    @staticmethod
    def winner(a: float, b: float) -> str:
        if a == b:
            return "tie"
        return "direct" if a < b else "recursive"


def compare(truth: Tensor, direct: Tensor, recursive: Tensor) -> dict[str, list[Any]]:
    made = Comparison(*(torch.mean(torch.abs(truth - said), dim=0).tolist() for said in (direct, recursive)))
    return {"direct": made.direct, "recursive": made.recursive, "better": made.better}


def why_not_mape(truth: Tensor, forecast: Tensor) -> dict[str, Any]:
    defined = truth.bool()
    percent = torch.full_like(truth, float("-inf"))
    percent[defined] = 100 * torch.abs((forecast[defined] - truth[defined]) / truth[defined])
    fahrenheit, said = torch.add(32, truth, alpha=1.8), torch.add(32, forecast, alpha=1.8)
    other = fahrenheit.bool()
    return {
        "undefined": torch.arange(len(truth))[~defined].tolist(),
        "celsius": float(percent[defined].mean()),
        "fahrenheit": float(100 * torch.abs((said[other] - fahrenheit[other]) / fahrenheit[other]).mean()),
        "worst": int(torch.argmax(percent)),
        "mae": float(torch.mean(torch.abs(truth - forecast))),
    }


class WeatherModel(nn.Module):
    def __init__(self, n_features, horizon):
        super().__init__()
        self.lstm = nn.LSTM(n_features, 16, batch_first=True)
        self.head = nn.Linear(16, horizon)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def make_features(table):
    day, rain, high, low, wind = table.unbind(-1)
    angle = 2 * math.pi * day / 365.25
    return torch.stack([high, low, wind, rain.log1p(), angle.sin(), angle.cos()], dim=-1)


def train(table):
    z, mean, std = prepare(make_features(table), len(table))
    models = []
    for horizon in (1, HORIZON):
        X, Y, _, _ = cut_windows(z, 0, 14, horizon, len(table))
        model = WeatherModel(z.shape[1], horizon)
        fit(model, X, Y)
        models.append(model)
    return *models, mean, std


def fit(model, X, Y, epochs=12):
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.1)
    steps = epochs * math.ceil(len(X) / 32)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=steps)
    for _ in range(epochs):
        for batch in torch.randperm(len(X)).split(32):
            loss = nn.functional.mse_loss(model(X[batch]), Y[batch])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()


@torch.no_grad()
def forecast(model, windows):
    one, week, mean, std = model

    def ask(network, seen):
        z = (make_features(seen) - mean) / std
        return network(z[:, -14:]) * std[0] + mean[0]

    direct = ask(week, windows)
    days = []
    for _ in range(HORIZON):
        days.append(ask(one, windows)[:, 0])
        windows = next_windows(windows, days[-1])
    return direct, torch.stack(days, dim=1)
