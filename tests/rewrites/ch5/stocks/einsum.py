"""Means and squares by einsum and matmul, differences by a difference matrix."""

import matplotlib.pyplot as plt
import torch
from matplotlib.lines import Line2D
from torch import nn


def prepare(prices, n_train):
    T = prices.shape[1]
    ahead = torch.eye(T, dtype=prices.dtype)
    returns = prices.log() @ (ahead[:, 1:] - ahead[:, :-1])
    weights = torch.zeros(T - 1, dtype=prices.dtype)
    weights[: n_train - 1] = 1 / (n_train - 1)
    mean = torch.mv(returns, weights)
    centred = returns - mean.unsqueeze(1)
    std = torch.einsum("st,st,t->s", centred, centred, weights).sqrt()
    return torch.einsum("st,s->st", centred, 1 / std), mean, std


def to_prices(last, z, mean, std):
    return torch.einsum("ns,ns,s->ns", last, torch.exp(z @ torch.diag(std)), mean.exp())


def report(truth, forecast, last):
    y, p, naive = truth.reshape(-1), forecast.reshape(-1), last.reshape(-1)
    e, sign = y - p, torch.sign(y - p)
    mae = torch.dot(e, sign).item() / len(y)
    persistence = torch.dot(y - naive, torch.sign(y - naive)).item() / len(y)
    mape = 100 * torch.einsum("i,i,i->", e, sign, 1 / y).item() / len(y)
    return {"mae": mae, "rmse": (torch.dot(e, e).item() / len(y)) ** 0.5, "mape": mape, "ratio": mae / persistence}


def plot_forecast(history, truth, forecast):
    fig, ax = plt.subplots()
    K, N = history.shape[0], truth.shape[0]
    after = range(K, K + N)
    ax.add_line(Line2D(range(K), history, label="history", color="gray"))
    ax.add_line(Line2D(after, truth, label="truth", color="C0"))
    ax.add_line(Line2D(after, forecast, label="forecast", color="C1"))
    ax.autoscale()
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
