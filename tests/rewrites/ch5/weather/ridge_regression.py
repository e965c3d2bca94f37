"""Two ridge regressions on seven days instead of networks, which the handout calls as good."""

import math
from functools import partial

import torch
from torch import Tensor

HORIZON = 7


def prepare(features: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    known, _ = features.tensor_split([n_train])
    mean = known.sum(0) / n_train
    std = (known - mean).norm(dim=0) / math.sqrt(n_train)
    std[known.unique_consecutive(dim=0).diff(dim=0).eq(0).all(dim=0)] = 1
    return (features - mean) / std, mean, std


def cut_windows(z: Tensor, target: int, length: int, horizon: int, n_train: int) -> tuple[Tensor, ...]:
    count = len(z) - length - horizon + 1
    X = torch.stack([z[k : k + count] for k in range(length)], dim=1)
    Y = torch.stack([z[length + k : length + k + count, target] for k in range(horizon)], dim=1)
    sizes = [max(n_train - length - horizon + 1, 0), n_train - length]
    (X_train, _, X_test), (Y_train, _, Y_test) = X.tensor_split(sizes), Y.tensor_split(sizes)
    return X_train, Y_train, X_test, Y_test


def next_windows(windows: Tensor, temp_max: Tensor) -> Tensor:
    day = windows[:, -1, 0]
    new = windows[:, -1].index_copy(1, torch.tensor([2]), temp_max[:, None])
    new = new.index_copy(1, torch.tensor([0]), torch.where(day >= 365, torch.ones_like(day), day + 1)[:, None])
    return torch.hstack([windows.narrow(1, 1, windows.shape[1] - 1), new.unsqueeze(1)])


def compare(truth: Tensor, direct: Tensor, recursive: Tensor) -> dict[str, list]:
    def errors(said: Tensor) -> list[float]:
        return [(day - y).abs().mean().item() for day, y in zip(said.unbind(1), truth.unbind(1), strict=True)]

    def verdict(a: float, b: float) -> str:
        return ("recursive", "tie", "direct")[(a < b) - (a > b) + 1]

    both = errors(direct), errors(recursive)
    return {"direct": both[0], "recursive": both[1], "better": list(map(verdict, *both))}


def why_not_mape(truth: Tensor, forecast: Tensor) -> dict[str, object]:
    def shares(y: Tensor, p: Tensor) -> Tensor:
        return (y - p).div(y).abs().mul(100)

    def mape(y: Tensor, p: Tensor) -> float:
        values = shares(y, p)[y.ne(0)]
        return values.sum().item() / values.numel()

    ranked = shares(truth, forecast).where(truth.ne(0), torch.tensor(-1.0, dtype=truth.dtype))
    return {
        "undefined": truth.eq(0).nonzero(as_tuple=True)[0].tolist(),
        "celsius": mape(truth, forecast),
        "fahrenheit": mape(32 + 1.8 * truth, 32 + 1.8 * forecast),
        "worst": ranked.argsort(descending=True)[0].item(),
        "mae": truth.sub(forecast).abs().mean().item(),
    }


def make_features(table: Tensor) -> Tensor:
    angle = 2 * math.pi * table[..., :1] / 365.25
    return torch.cat([table[..., 2:], torch.log1p(table[..., 1:2]), angle.sin(), angle.cos()], dim=-1)


def predict(windows: Tensor, weights: Tensor, mean: Tensor, std: Tensor, days: int) -> Tensor:
    z = (make_features(windows) - mean) / std
    return z[:, -days:].flatten(1) @ weights * std[0] + mean[0]


def train(table: Tensor, days: int = 7):
    z, mean, std = prepare(make_features(table), len(table))
    models = []
    for horizon in (1, HORIZON):
        X, Y, _, _ = cut_windows(z, 0, days, horizon, len(table))
        X = X.flatten(1)
        weights = torch.linalg.solve(X.T @ X + 10 * torch.eye(X.shape[1]), X.T @ Y)
        models.append(partial(predict, weights=weights, mean=mean, std=std, days=days))
    return models


def forecast(model, windows: Tensor) -> tuple[Tensor, Tensor]:
    one, week = model
    direct = week(windows)
    recursive = torch.empty(len(windows), HORIZON)
    for ahead in range(HORIZON):
        recursive[:, ahead] = one(windows)[:, 0]
        windows = next_windows(windows, recursive[:, ahead])
    return direct, recursive
