"""A beginner's loops over columns, windows and days."""

import math

import torch
from torch import nn

HORIZON = 7


def prepare(features, n_train):
    F = features.shape[1]
    mean = torch.zeros(F, dtype=features.dtype)
    std = torch.zeros(F, dtype=features.dtype)
    z = torch.zeros_like(features)
    for j in range(F):
        column = features[0:n_train, j]
        m = torch.sum(column) / n_train
        s = torch.sqrt(torch.sum((column - m) ** 2) / n_train)
        if column.min() == column.max():
            s = torch.tensor(1.0, dtype=features.dtype)
        mean[j] = m
        std[j] = s
        z[:, j] = (features[:, j] - m) / s
    return z, mean, std


def cut_windows(z, target, length, horizon, n_train):
    X_train = []
    Y_train = []
    X_test = []
    Y_test = []
    for i in range(len(z) - length - horizon + 1):
        first_target = i + length
        last_target = i + length + horizon - 1
        x = z[i : i + length]
        y = z[first_target : last_target + 1, target]
        if last_target < n_train:
            X_train.append(x)
            Y_train.append(y)
        if first_target >= n_train:
            X_test.append(x)
            Y_test.append(y)
    if len(X_test) == 0:
        X_test = torch.zeros(0, length, z.shape[1])
        Y_test = torch.zeros(0, horizon)
    else:
        X_test = torch.stack(X_test)
        Y_test = torch.stack(Y_test)
    return torch.stack(X_train), torch.stack(Y_train), X_test, Y_test


def next_windows(windows, temp_max):
    N = windows.shape[0]
    L = windows.shape[1]
    result = torch.zeros_like(windows)
    for n in range(N):
        for t in range(L - 1):
            result[n, t] = windows[n, t + 1]
        result[n, L - 1] = windows[n, L - 1]
        day = windows[n, L - 1, 0] + 1
        if day > 365:
            day = 1
        result[n, L - 1, 0] = day
        result[n, L - 1, 2] = temp_max[n]
    return result


def compare(truth, direct, recursive):
    N, H = truth.shape
    direct_errors = []
    recursive_errors = []
    better = []
    for h in range(H):
        d = 0.0
        r = 0.0
        for n in range(N):
            d = d + abs(truth[n, h].item() - direct[n, h].item())
            r = r + abs(truth[n, h].item() - recursive[n, h].item())
        d = d / N
        r = r / N
        direct_errors.append(d)
        recursive_errors.append(r)
        if d < r:
            better.append("direct")
        elif r < d:
            better.append("recursive")
        else:
            better.append("tie")
    result = {}
    result["direct"] = direct_errors
    result["recursive"] = recursive_errors
    result["better"] = better
    return result


def why_not_mape(truth, forecast):
    undefined = []
    worst = 0
    worst_share = -1.0
    celsius = 0.0
    celsius_count = 0
    fahrenheit = 0.0
    fahrenheit_count = 0
    mae = 0.0
    for i in range(len(truth)):
        y = truth[i].item()
        p = forecast[i].item()
        mae = mae + abs(y - p)
        if y == 0:
            undefined.append(i)
        else:
            share = abs(y - p) / abs(y)
            celsius = celsius + share
            celsius_count = celsius_count + 1
            if share > worst_share:
                worst_share = share
                worst = i
        yf = 1.8 * y + 32
        pf = 1.8 * p + 32
        if yf != 0:
            fahrenheit = fahrenheit + abs(yf - pf) / abs(yf)
            fahrenheit_count = fahrenheit_count + 1
    return {
        "undefined": undefined,
        "celsius": 100 * celsius / celsius_count,
        "fahrenheit": 100 * fahrenheit / fahrenheit_count,
        "worst": worst,
        "mae": mae / len(truth),
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
