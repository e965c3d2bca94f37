"""Returns as logarithms of quotients, prices as exponentials of sums of logarithms, norms for the report."""

import math

import matplotlib.pyplot as plt
import torch
from torch import nn


def prepare(prices, n_train):
    r = torch.log(prices[:, 1:] / prices[:, :-1])
    var, mean = torch.var_mean(r[:, : n_train - 1], dim=1, correction=0)
    std = var.sqrt()
    return ((r.T - mean) / std).T, mean, std


def to_prices(last, z, mean, std):
    return torch.exp(torch.log(last) + torch.addcmul(mean, z, std))


def report(truth, forecast, last):
    n = truth.numel()
    error = torch.linalg.vector_norm(forecast - truth, ord=1).item()
    return {
        "mae": error / n,
        "rmse": torch.linalg.vector_norm(forecast - truth).item() / math.sqrt(n),
        "mape": torch.linalg.vector_norm(forecast / truth - 1, ord=1).item() * 100 / n,
        "ratio": error / torch.linalg.vector_norm(last - truth, ord=1).item(),
    }


def plot_forecast(history, truth, forecast):
    K, N = len(history), len(truth)
    fig, ax = plt.subplots(1, 1, figsize=(8, 4))
    for first, values, label in ((0, history, "history"), (K, truth, "truth"), (K, forecast, "forecast")):
        ax.plot(torch.arange(first, first + len(values)), values, label=label)
    ax.set(xlabel="week", ylabel="price")
    ax.legend(loc="upper left")
    fig.tight_layout()
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
