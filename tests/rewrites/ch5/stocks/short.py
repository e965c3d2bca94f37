"""As short as the small functions get."""

import matplotlib.pyplot as plt
import torch
from torch import nn


def prepare(prices, n_train):
    r = prices.log().diff()
    std, mean = torch.std_mean(r[:, : n_train - 1], 1, correction=0)
    return ((r.T - mean) / std).T, mean, std


to_prices = lambda last, z, mean, std: last * (z * std + mean).exp()


def report(truth, forecast, last):
    e = (forecast - truth).abs()
    mae, rmse, mape, naive = [x.mean().item() for x in (e, e**2, 100 * e / truth, (last - truth).abs())]
    return dict(mae=mae, rmse=rmse**0.5, mape=mape, ratio=mae / naive)


def plot_forecast(history, truth, forecast):
    (f, a), k = plt.subplots(subplot_kw={"xlabel": "week", "ylabel": "price"}), len(history)
    a.plot(range(k), history, label="history")
    a.plot(range(k, k + len(truth)), torch.stack([truth, forecast], 1), label=["truth", "forecast"])
    a.legend()
    return f


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
