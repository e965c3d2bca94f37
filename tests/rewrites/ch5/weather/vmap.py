"""Functions of one column, one window or one day, mapped by torch.vmap."""

import math

import torch
from torch import Tensor, nn, vmap

HORIZON = 7


def prepare(features: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    def column(values: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        known = values[:n_train]
        center = known.mean()
        spread = (known - center).pow(2).mean().sqrt()
        spread = torch.where(known.amax() == known.amin(), torch.ones_like(spread), spread)
        return (values - center) / spread, center, spread

    return vmap(column, in_dims=1, out_dims=(1, 0, 0))(features)


def cut_windows(z: Tensor, target: int, length: int, horizon: int, n_train: int) -> tuple[Tensor, ...]:
    def window(start: Tensor) -> tuple[Tensor, Tensor]:
        rows = start + torch.arange(length + horizon)
        values = z[rows]
        return values[:length], values[length:, target]

    every = torch.arange(len(z) - length - horizon + 1)
    parts = every[every + length + horizon <= n_train], every[every + length >= n_train]
    (X, Y), (X_test, Y_test) = (vmap(window)(starts) if len(starts) else _none(z, length, horizon) for starts in parts)
    return X, Y, X_test, Y_test


def _none(z: Tensor, length: int, horizon: int) -> tuple[Tensor, Tensor]:
    return z.new_zeros(0, length, z.shape[1]), z.new_zeros(0, horizon)


def next_windows(windows: Tensor, temp_max: Tensor) -> Tensor:
    def move(window: Tensor, said: Tensor) -> Tensor:
        day, rain, _, low, wind = window[-1].unbind()
        day = torch.where(day < 365, day + 1, torch.ones_like(day))
        return torch.vstack([window[1:], torch.stack([day, rain, said, low, wind])])

    return vmap(move)(windows, temp_max)


def compare(truth: Tensor, direct: Tensor, recursive: Tensor) -> dict[str, list]:
    mae = vmap(nn.functional.l1_loss, in_dims=1)
    errors = {"direct": mae(direct, truth).tolist(), "recursive": mae(recursive, truth).tolist()}
    better = []
    for pair in zip(*errors.values(), strict=True):
        smallest = [name for name, error in zip(errors, pair, strict=True) if error == min(pair)]
        better.append("tie" if len(smallest) == 2 else smallest[0])
    return {**errors, "better": better}


def why_not_mape(truth: Tensor, forecast: Tensor) -> dict[str, object]:
    def share(y: Tensor, p: Tensor) -> Tensor:
        return torch.where(y == 0, torch.nan, 100 * (y - p).abs() / y.abs())

    shares = vmap(share)(truth, forecast)
    return {
        "undefined": shares.isnan().nonzero().squeeze(1).tolist(),
        "celsius": shares.nanmean().item(),
        "fahrenheit": vmap(share)(1.8 * truth + 32, 1.8 * forecast + 32).nanmean().item(),
        "worst": shares.nan_to_num(nan=-1.0).argmax().item(),
        "mae": nn.functional.l1_loss(forecast, truth).item(),
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
