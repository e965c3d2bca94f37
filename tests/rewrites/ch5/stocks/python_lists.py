"""Python lists, zip and the statistics module, lines of the figure given as lists."""

from itertools import pairwise
from math import exp, log
from statistics import fmean, pstdev

import matplotlib.pyplot as plt
import torch
from torch import nn


def prepare(prices, n_train):
    z, mean, std = [], [], []
    for row in prices.tolist():
        logs = [log(price) for price in row]
        returns = [b - a for a, b in pairwise(logs)]
        mean.append(fmean(returns[: n_train - 1]))
        std.append(pstdev(returns[: n_train - 1]))
        z.append([(r - mean[-1]) / std[-1] for r in returns])
    return tuple(torch.tensor(values, dtype=prices.dtype) for values in (z, mean, std))


def to_prices(last, z, mean, std):
    scales = list(zip(mean.tolist(), std.tolist()))
    rows = []
    for prices, values in zip(last.tolist(), z.tolist()):
        rows.append([p * exp(m + v * s) for p, v, (m, s) in zip(prices, values, scales)])
    return torch.tensor(rows, dtype=last.dtype)


def report(truth, forecast, last):
    y, p, naive = (sum(part.tolist(), []) for part in (truth, forecast, last))
    errors = [abs(a - b) for a, b in zip(y, p)]
    mae = fmean(errors)
    return {
        "mae": mae,
        "rmse": fmean(e**2 for e in errors) ** 0.5,
        "mape": fmean(100 * e / a for e, a in zip(errors, y)),
        "ratio": mae / fmean(abs(a - b) for a, b in zip(y, naive)),
    }


def plot_forecast(history, truth, forecast):
    figure, ax = plt.subplots()
    before = list(range(len(history)))
    after = [len(history) + week for week in range(len(truth))]
    lines = {"history": (before, history), "truth": (after, truth), "forecast": (after, forecast)}
    for name, (weeks, prices) in lines.items():
        ax.plot(weeks, prices.tolist(), label=name)
    ax.set_xlabel("week")
    ax.set_ylabel("price")
    figure.axes[0].legend()
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
