"""ch5.weather: Project: forecasting the weather (10 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch5/test_weather.py
"""

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
    """Bring every column to mean 0 and standard deviation 1, as far as that is known in training.

    Args:
        features: shape [T, F], the oldest day first. They stay as they are.
        n_train: how many of the first days are for training.

    Returns:
        (z, mean, std): z of shape [T, F] holds (features - mean) / std for all days. mean and std, of shape [F], are those
        of the first n_train days alone; std divides by n_train (correction=0), and is 1 for a column that is constant
        in these days.
    """
    raise NotImplementedError("ch5.weather is not started")


def cut_windows(
    z: Tensor, target: int, length: int, horizon: int, n_train: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Cut a series into windows for training and for the test.

    Args:
        z: shape [T, F], the oldest day first.
        target: the column to be forecast.
        length, horizon: a window has the rows i to i + length - 1, its target is the column `target` of the rows
            i + length to i + length + horizon - 1. There is a window for each i for which all of these exist.
        n_train: the rows before n_train are for training.

    Returns:
        (X, Y, X_test, Y_test), X of shape [N, length, F] and Y of shape [N, horizon], in order of time. A window is for
        training if its whole target lies before row n_train, for the test if its whole target lies at or behind it (its
        inputs may reach back), and is left out otherwise. At least one is for training; there may be none for the test.
    """
    raise NotImplementedError("ch5.weather is not started")


def next_windows(windows: Tensor, temp_max: Tensor) -> Tensor:
    """Let a day go by: what a recursive forecast does with the temperature that it has forecast.

    Args:
        windows: the last days of a table, not scaled, shape [N, L, 5]. They stay as they are.
        temp_max: the highest temperature that is forecast for the day after, shape [N].

    Returns:
        New windows of the same shape: without the oldest day, and with the day after at the end. Its temp_max is the
        forecast; its day is one more, and 1 after 365 and after 366 (leap years are not told apart); the other
        columns repeat the last day.
    """
    raise NotImplementedError("ch5.weather is not started")


def compare(truth: Tensor, direct: Tensor, recursive: Tensor) -> dict[str, list[Any]]:
    """Say for each day ahead which way of forecasting is better.

    Args:
        truth, direct, recursive: temperatures of shape [N, H]: N windows, H days ahead.

    Returns:
        "direct" and "recursive": for each day ahead the mean absolute error over the windows, a list of H Python floats.
        "better": for each day ahead "direct" or "recursive", whichever error is smaller, or "tie" if they are equal.
    """
    raise NotImplementedError("ch5.weather is not started")


def why_not_mape(truth: Tensor, forecast: Tensor) -> dict[str, Any]:
    """Show with numbers why a percentage is no measure for temperatures.

    Args:
        truth, forecast: temperatures in degrees Celsius, shape [N]; at least one true value is not zero.

    Returns:
        "undefined": the positions of the days whose true value is zero, where a percentage error does not exist: a list
        of ints. "celsius": the MAPE of the other days, 100 times the mean of |y - p| / |y|, a float. "fahrenheit": the
        same for the same temperatures in degrees Fahrenheit, F = 1.8 C + 32 (again without days that are zero there).
        "worst": the position of the day with the largest percentage error in Celsius, an int. "mae": the mean absolute
        error of all days in Celsius, a float: what to use instead.
    """

    raise NotImplementedError("ch5.weather is not started")


class WeatherModel(nn.Module):
    """From scaled features of some days to the scaled temperatures of the next. Yours: only your own code uses it."""

    def __init__(self, n_features: int, horizon: int) -> None:
        super().__init__()
        raise NotImplementedError("ch5.weather is not started")

    def forward(self, x: Tensor) -> Tensor:
        """From [B, L, F] to [B, horizon]."""
        raise NotImplementedError("ch5.weather is not started")


def make_features(table: Tensor) -> Tensor:
    """From a table [..., 5] to features [..., F], the target first. Yours: only your own code uses it."""
    raise NotImplementedError("ch5.weather is not started")


def train(table: Tensor) -> Any:
    """Train two models, all the way from the table: one for one day ahead, one for seven days at once.

    Args:
        table: shape [T, 5], float32: everything that is known when the training starts. Its units are not told, and
            differ from run to run.

    Returns:
        Whatever `forecast` needs: modules, a tuple, an object of your own.
    """
    raise NotImplementedError("ch5.weather is not started")


def fit(model: nn.Module, X: Tensor, Y: Tensor, epochs: int = 12) -> None:
    """Train one model on windows X [N, L, F] and targets Y [N, H]. Yours: only your own code uses it."""
    raise NotImplementedError("ch5.weather is not started")


def forecast(model: Any, windows: Tensor) -> tuple[Tensor, Tensor]:
    """Forecast the highest temperatures of the next seven days, in two ways.

    Args:
        model: what `train` returned.
        windows: shape [N, L, 5], float32, with L = 21 days: N pasts in the units of the table, in no particular order.
            Windows may overlap; each is to be forecast as if it were the only one.

    Returns:
        (direct, recursive), both of shape [N, 7], in the unit of the windows: direct from the model of seven days,
        recursive from the model of one day, each forecast of which moves on the window for the next. The first column of
        recursive is the forecast for tomorrow.
    """
    raise NotImplementedError("ch5.weather is not started")


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
