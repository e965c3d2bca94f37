"""A beginner's loops over symbols, weeks and entries, and the pyplot state machine for the figure."""

import math

import matplotlib.pyplot as plt
import torch
from torch import nn


def prepare(prices, n_train):
    S = prices.shape[0]
    T = prices.shape[1]
    z = torch.zeros(S, T - 1, dtype=prices.dtype)
    mean = torch.zeros(S, dtype=prices.dtype)
    std = torch.zeros(S, dtype=prices.dtype)
    for s in range(S):
        returns = []
        for t in range(1, T):
            returns.append(math.log(prices[s, t].item()) - math.log(prices[s, t - 1].item()))
        known = returns[0 : n_train - 1]
        m = sum(known) / len(known)
        squares = 0.0
        for r in known:
            squares = squares + (r - m) ** 2
        d = math.sqrt(squares / len(known))
        mean[s] = m
        std[s] = d
        for t in range(T - 1):
            z[s, t] = (returns[t] - m) / d
    return z, mean, std


def to_prices(last, z, mean, std):
    prices = torch.zeros_like(last)
    for n in range(last.shape[0]):
        for s in range(last.shape[1]):
            r = z[n, s] * std[s] + mean[s]
            prices[n, s] = last[n, s] * torch.exp(r)
    return prices


def report(truth, forecast, last):
    N = truth.shape[0]
    S = truth.shape[1]
    mae = 0.0
    mse = 0.0
    mape = 0.0
    naive = 0.0
    for n in range(N):
        for s in range(S):
            y = truth[n, s].item()
            p = forecast[n, s].item()
            mae = mae + abs(y - p)
            mse = mse + (y - p) ** 2
            mape = mape + abs(y - p) / abs(y)
            naive = naive + abs(y - last[n, s].item())
    count = N * S
    mae = mae / count
    naive = naive / count
    return {"mae": mae, "rmse": math.sqrt(mse / count), "mape": 100 * mape / count, "ratio": mae / naive}


def plot_forecast(history, truth, forecast):
    fig = plt.figure()
    weeks_before = []
    for k in range(len(history)):
        weeks_before.append(k)
    weeks_after = []
    for n in range(len(truth)):
        weeks_after.append(len(history) + n)
    plt.plot(weeks_before, history, label="history")
    plt.plot(weeks_after, truth, label="truth")
    plt.plot(weeks_after, forecast, label="forecast")
    plt.xlabel("week")
    plt.ylabel("price")
    plt.legend()
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
