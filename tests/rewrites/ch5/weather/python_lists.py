"""Python lists and the statistics module wherever it is not about training."""

import math
from statistics import fmean, pstdev

import torch
from torch import nn

HORIZON = 7


def prepare(features, n_train):
    columns = [column[:n_train] for column in features.T.tolist()]
    mean = [fmean(column) for column in columns]
    std = [pstdev(column, center) if len(set(column)) > 1 else 1.0 for column, center in zip(columns, mean)]
    mean, std = (torch.tensor(values, dtype=features.dtype) for values in (mean, std))
    return (features - mean) / std, mean, std


def cut_windows(z, target, length, horizon, n_train):
    rows, values = z.tolist(), z[:, target].tolist()
    parts = {"train": ([], []), "test": ([], [])}
    for end in range(length, len(rows) - horizon + 1):
        name = "train" if end + horizon <= n_train else "test" if end >= n_train else None
        if name is not None:
            parts[name][0].append(rows[end - length : end])
            parts[name][1].append(values[end : end + horizon])
    tensors = []
    for inputs, targets in parts.values():
        tensors.append(torch.tensor(inputs, dtype=z.dtype).reshape(len(inputs), length, z.shape[1]))
        tensors.append(torch.tensor(targets, dtype=z.dtype).reshape(len(targets), horizon))
    return tuple(tensors)


def next_windows(windows, temp_max):
    moved = []
    for window, high in zip(windows.tolist(), temp_max.tolist()):
        _, *rest = window
        day, rain, _, low, wind = window[-1]
        moved.append(rest + [[1 if day in (365, 366) else day + 1, rain, high, low, wind]])
    return torch.tensor(moved, dtype=windows.dtype)


def compare(truth, direct, recursive):
    def errors(said):
        return [fmean(abs(a - b) for a, b in zip(y, p)) for y, p in zip(truth.T.tolist(), said.T.tolist())]

    result = {"direct": errors(direct), "recursive": errors(recursive), "better": []}
    for a, b in zip(result["direct"], result["recursive"]):
        result["better"].append({-1: "direct", 0: "tie", 1: "recursive"}[(a > b) - (a < b)])
    return result


def why_not_mape(truth, forecast):
    pairs = list(zip(truth.tolist(), forecast.tolist()))
    warm = [(1.8 * y + 32, 1.8 * p + 32) for y, p in pairs]
    shares = {day: abs(y - p) / abs(y) for day, (y, p) in enumerate(pairs) if y}
    return {
        "undefined": [day for day in range(len(pairs)) if day not in shares],
        "celsius": 100 * fmean(shares.values()),
        "fahrenheit": 100 * fmean(abs(y - p) / abs(y) for y, p in warm if y),
        "worst": max(shares, key=shares.get),
        "mae": fmean(abs(y - p) for y, p in pairs),
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
