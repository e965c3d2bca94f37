# zeynep, group 4
import csv
import math
from datetime import date
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

#: The columns of a table: day of the year (1 to 366), precipitation, highest and lowest temperature, wind.
DAY, PRECIPITATION, TEMP_MAX, TEMP_MIN, WIND = range(5)
HORIZON = 7


def prepare(features: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    """Bring every column to mean 0 and standard deviation 1, as far as that is known in training."""
    known = features[:n_train]
    mean, std = known.mean(dim=0), known.std(dim=0, correction=0)
    constant = known.amin(dim=0) == known.amax(dim=0)
    std = torch.where(constant, torch.ones_like(std), std)
    return (features - mean) / std, mean, std


def cut_windows(
    z: Tensor, target: int, length: int, horizon: int, n_train: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Cut a series into windows for training and for the test."""
    windows = z.unfold(0, length + horizon, 1).transpose(1, 2)
    X, Y = windows[:, :length], windows[:, length:, target]
    n = n_train - length - horizon + 1
    first = n_train - length
    return X[:n], Y[:n], X[first:], Y[first:]


def next_windows(windows: Tensor, temp_max: Tensor) -> Tensor:
    """Let a day go by: what a recursive forecast does with the temperature that it has forecast."""
    new = windows[:, -1].clone()
    new[:, DAY] = torch.where(new[:, DAY] >= 365, 1.0, new[:, DAY] + 1)
    new[:, TEMP_MAX] = temp_max
    return torch.cat([windows[:, 1:], new[:, None]], dim=1)


def compare(truth: Tensor, direct: Tensor, recursive: Tensor) -> dict[str, list[Any]]:
    """Say for each day ahead which way of forecasting is better."""
    direct_errors = (direct - truth).abs().mean(dim=0).tolist()
    recursive_errors = (recursive - truth).abs().mean(dim=0).tolist()
    better = []
    for a, b in zip(direct_errors, recursive_errors, strict=True):
        better.append("tie" if a == b else "direct" if a < b else "recursive")
    return {"direct": direct_errors, "recursive": recursive_errors, "better": better}


def why_not_mape(truth: Tensor, forecast: Tensor) -> dict[str, Any]:
    """Show with numbers why a percentage is no measure for temperatures."""
    def mape(y: Tensor, p: Tensor) -> float:
        counts = y != 0
        return 100 * ((y - p)[counts] / y[counts]).abs().mean().item()

    zero = truth == 0
    errors = (truth - forecast).abs()
    shares = torch.where(zero, -1.0, errors / torch.where(zero, 1.0, truth.abs()))
    return {
        "undefined": zero.nonzero()[:, 0].tolist(),
        "celsius": mape(truth, forecast),
        "fahrenheit": mape(1.8 * truth + 32, 1.8 * forecast + 32),
        "worst": int(shares.argmax()),
        "mae": errors.mean().item(),
    }


class WeatherModel(nn.Module):
    """From scaled features of some days to the scaled temperatures of the next. Yours: only your own code uses it."""

    def __init__(self, n_features: int, horizon: int) -> None:
        super().__init__()
        self.gru = nn.GRU(n_features, 16, batch_first=True)
        self.head = nn.Linear(16, horizon)

    def forward(self, x: Tensor) -> Tensor:
        """From [B, L, F] to [B, horizon]."""
        states, _ = self.gru(x)
        forecasts: Tensor = self.head(states[:, -1])
        return forecasts


def make_features(table: Tensor) -> Tensor:
    """From a table [..., 5] to features [..., F], the target first. Yours: only your own code uses it."""
    angle = 2 * math.pi * table[..., DAY] / 365.25
    columns = [table[..., TEMP_MAX], table[..., TEMP_MIN], table[..., WIND], torch.log1p(table[..., PRECIPITATION])]
    return torch.stack([*columns, torch.sin(angle), torch.cos(angle)], dim=-1)


def train(table: Tensor) -> Any:
    """Train two models, all the way from the table: one for one day ahead, one for seven days at once."""
    z, mean, std = prepare(make_features(table), len(table))
    models = []
    for horizon in (1, HORIZON):
        X, Y, _, _ = cut_windows(z, 0, 14, horizon, len(table))
        model = WeatherModel(z.shape[1], horizon)
        fit(model, X, Y)
        models.append(model)
    return *models, mean, std


def fit(model: nn.Module, X: Tensor, Y: Tensor, epochs: int = 12) -> None:
    """Train one model on windows X [N, L, F] and targets Y [N, H]. Yours: only your own code uses it."""
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


def forecast(model: Any, windows: Tensor) -> tuple[Tensor, Tensor]:
    """Forecast the highest temperatures of the next seven days, in two ways."""
    one, week, mean, std = model

    def ask(network: nn.Module, seen: Tensor) -> Tensor:
        z = (make_features(seen) - mean) / std
        answer: Tensor = network(z[:, -14:]) * std[0] + mean[0]
        return answer

    with torch.no_grad():
        direct = ask(week, windows)
        days = []
        for _ in range(HORIZON):
            days.append(ask(one, windows)[:, 0])
            windows = next_windows(windows, days[-1])
    return direct, torch.stack(days, dim=1)


if __name__ == "__main__":
    with (Path(__file__).parent / "data" / "weather.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    days = [date.fromisoformat(line[0]).timetuple().tm_yday for line in lines]
    measured = torch.tensor([[float(text) for text in line[1:]] for line in lines])
    whole = torch.cat([torch.tensor(days)[:, None].float(), measured], dim=1)
    n_known = len(whole) - 200
    _, _, pasts, came = cut_windows(whole, TEMP_MAX, 21, HORIZON, n_known)
    torch.manual_seed(0)
    said = forecast(train(whole[:n_known]), pasts)
    compared = compare(came, *said)
    naive = (pasts[:, -1:, TEMP_MAX] - came).abs().mean(dim=0)
    print(f"mean absolute error in degrees, {len(pasts)} windows: days ahead, persistence, direct, recursive")
    for ahead, persistence in enumerate(naive.tolist()):
        errors = [persistence, compared["direct"][ahead], compared["recursive"][ahead]]
        print(f"  {ahead + 1}", *(f"{error:6.2f}" for error in errors), "", compared["better"][ahead])
    print("tomorrow:", why_not_mape(came[:, 0], said[1][:, 0]))
