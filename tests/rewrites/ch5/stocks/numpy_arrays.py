"""numpy in the small functions, and a figure without pyplot."""

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import nn


def prepare(prices, n_train):
    returns = np.diff(np.log(prices.numpy()), axis=1)
    known = returns[:, : n_train - 1]
    mean = known.mean(axis=1, keepdims=True)
    std = known.std(axis=1, keepdims=True)
    return tuple(torch.from_numpy(part) for part in ((returns - mean) / std, mean[:, 0], std[:, 0]))


def to_prices(last, z, mean, std):
    return torch.from_numpy(last.numpy() * np.exp(z.numpy() * std.numpy() + mean.numpy()))


def report(truth, forecast, last):
    y, p, naive = truth.numpy(), forecast.numpy(), last.numpy()
    mae = np.abs(y - p).mean()
    return {
        "mae": float(mae),
        "rmse": float(np.sqrt(np.square(y - p).mean())),
        "mape": float(np.mean(np.abs(1 - p / y)) * 100),
        "ratio": float(mae / np.abs(y - naive).mean()),
    }


def plot_forecast(history, truth, forecast):
    figure = Figure()
    axes = figure.add_subplot()
    weeks = np.arange(len(history) + len(truth))
    before, after = np.split(weeks, [len(history)])
    axes.plot(before, history.numpy())
    axes.plot(after, truth.numpy(), after, forecast.numpy())
    axes.legend(axes.lines, ["history", "truth", "forecast"])
    for line, label in zip(axes.lines, ["history", "truth", "forecast"], strict=True):
        line.set_label(label)
    axes.set(xlabel="week", ylabel="price")
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
