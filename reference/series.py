"""The series of the forecasting projects: loaded, cut, and for hidden tasks changed so that they cannot be looked up.

A public task is about the end of what students have. A hidden one is about what came afterwards, in another unit, with
a little noise, and cut at another place. Windows are the input of a forecast; what they are followed by stays here.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import torch
from torch import Tensor

from autograder.drawing import Draw

DATA = Path(__file__).parent / "data"
#: How many weeks and days students have, from the first on.
PUBLIC_WEEKS, PUBLIC_DAYS = 515, 1096
#: Length of a window: more than a model needs.
WEEKS, DAYS = 30, 21
#: How many days are forecast at once, and the column that is.
HORIZON, TEMP_MAX = 7, 2
#: In made-up prices, the part of a return that is repeated in the following week.
REPEATED = 0.75


@dataclass(frozen=True)
class Task:
    """A series up to the cut, windows that end behind it, and what followed each.

    Attributes:
        past: what a model is trained on.
        windows: the inputs of the forecasts, in random order.
        truth, naive: what came, and what the last value of the window says.
        far_apart: positions of windows that do not overlap, so that none of them holds another one's future.
    """

    past: Tensor
    windows: Tensor
    truth: Tensor
    naive: Tensor
    far_apart: list[int]


def read(name: str) -> tuple[list[date], Tensor]:
    """The dates of a series, and its values ``[T, columns]``."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    values = torch.tensor([[float(text) for text in row[1:]] for row in rows], dtype=torch.float64)
    return [date.fromisoformat(row[0]) for row in rows], values


def prices() -> Tensor:
    """Weekly closes ``[symbols, weeks]``."""
    return read("stocks")[1].T.contiguous()


def weather() -> Tensor:
    """Days ``[days, 5]``: day of the year (from 1), precipitation, highest and lowest temperature, wind."""
    dates, values = read("weather")
    days = torch.tensor([[day.timetuple().tm_yday] for day in dates], dtype=torch.float64)
    return torch.cat([days, values], 1)


def shuffled(draw: Draw, task: Task, kept: Sequence[int]) -> Task:
    """The task with its windows in random order; those at the positions `kept` are the ones that are far apart."""
    order = draw.normal(len(task.windows)).argsort(stable=True)
    places = order.argsort(stable=True)[list(kept)].tolist()
    return Task(task.past, task.windows[order], task.truth[order], task.naive[order], places)


def price_task(draw: Draw, series: Tensor, cut: int, kept: Sequence[int]) -> Task:
    """The price that follows each window of `WEEKS` weeks, from `cut` to the end."""
    ends = range(cut, series.shape[1])
    windows = torch.stack([series[:, end - WEEKS : end] for end in ends])
    return shuffled(draw, Task(series[:, :cut], windows, series[:, cut:].T, windows[:, :, -1], []), kept)


def public_prices(draw: Draw) -> Task:
    """The last 40 of the weeks that students have."""
    return price_task(draw, prices()[:, :PUBLIC_WEEKS], PUBLIC_WEEKS - 40, (4, 36))


def hidden_prices(draw: Draw) -> Task:
    """120 weeks in a row, later than what students have."""
    whole = prices()
    first = int(draw.integers(0, 40, 1))
    cut = int(draw.integers(PUBLIC_WEEKS, whole.shape[1] - 120 + 1, 1))
    part = whole[:, first : cut + 120]
    noisy = part * torch.exp(draw.normal(*part.shape, scale=0.004))
    order = draw.normal(3).argsort(stable=True)
    return price_task(draw, in_another_unit(draw, noisy[order], cut - first), cut - first, (5, 60, 115))


def in_another_unit(draw: Draw, series: Tensor, cut: int) -> Tensor:
    """Prices that are between 50 and 200 in the last week before the cut, so that none outweighs the others."""
    return series / series[:, cut - 1 : cut] * torch.tensor([[draw.number(50, 200)] for _ in series])


def made_up_prices(draw: Draw, weeks: int, test: int, kept: Sequence[int]) -> Task:
    """Three prices that can be forecast: each log return is `REPEATED` times the one before plus noise. No forecast can
    be better than sqrt(1 - REPEATED²) = 0.66 times persistence."""
    noise = draw.normal(3, weeks) * math.sqrt(1 - REPEATED**2)
    returns = [noise[:, 0]]
    for new in noise[:, 1:].unbind(1):
        returns.append(REPEATED * returns[-1] + new)
    sizes = torch.tensor([[draw.number(1.5, 3)] for _ in range(3)]) / 100
    series = torch.exp((torch.stack(returns, 1) * sizes).cumsum(1))
    return price_task(draw, in_another_unit(draw, series, weeks - test), weeks - test, kept)


def weather_task(draw: Draw, table: Tensor, cut: int, every: int, kept: Sequence[int]) -> Task:
    """The highest temperatures of the `HORIZON` days that follow windows of `DAYS` days, the first of which ends with
    the day before `cut`, the others `every` so many days later."""
    ends = range(cut, len(table) - HORIZON + 1, every)
    windows = torch.stack([table[end - DAYS : end] for end in ends])
    truth = torch.stack([table[end : end + HORIZON, TEMP_MAX] for end in ends])
    return shuffled(draw, Task(table[:cut], windows, truth, windows[:, -1:, TEMP_MAX].expand_as(truth), []), kept)


def public_weather(draw: Draw) -> Task:
    """Every fourth window of the last 163 days that students have: 40 windows."""
    return weather_task(draw, weather()[:PUBLIC_DAYS], PUBLIC_DAYS - 163, 4, (2, 20))


def hidden_weather(draw: Draw) -> Task:
    """300 windows in a row, whose days to be forecast are later than what students have."""
    whole = weather()
    first = int(draw.integers(0, 60, 1))
    last = len(whole) - 300 - HORIZON + 1
    cut = int(draw.integers(PUBLIC_DAYS, last + 1, 1))
    day, rain, high, low, wind = whole[first : cut + 300 + HORIZON - 1].T
    size, zero = draw.number(0.8, 2), draw.number(-20, 40)
    changed = [
        day,
        rain * torch.exp(draw.normal(len(day), scale=0.1)) * draw.number(0.05, 3),
        (high + draw.normal(len(day), scale=0.15)) * size + zero,
        (low + draw.normal(len(day), scale=0.15)) * size + zero,
        wind * torch.exp(draw.normal(len(day), scale=0.05)) * draw.number(0.5, 4),
    ]
    return weather_task(draw, torch.stack(changed, 1), cut - first, 1, (10, 130, 290))
