"""The data of the forecasting projects are what reference/data/README.md says, and hidden tasks keep what they hide."""

import csv
import importlib.util
import math
import re
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
import torch

from autograder.drawing import PUBLIC, Draw

ROOT = Path(__file__).parent.parent
WHOLE, GIVEN = ROOT / "reference" / "data", ROOT / "solutions" / "ch5" / "data"
ROW = re.compile(r"^\| `(\w+)\.csv` \| (\d+) \| (\S+) \| (\S+) \| ([^|]+) \| (\d+) \|$", re.MULTILINE)
TABLE = {row[0]: row[1:] for row in ROW.findall((WHOLE / "README.md").read_text(encoding="utf-8"))}


def loaded(path: Path) -> ModuleType:
    """A file of the repository that is in no package, as a module."""
    spec = importlib.util.spec_from_file_location(f"loaded_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def series() -> ModuleType:
    """reference/series.py"""
    return loaded(ROOT / "reference" / "series.py")


def test_the_readme_tells_of_every_file() -> None:
    """Its table has a row for each file, and no other."""
    assert sorted(TABLE) == sorted(path.stem for path in WHOLE.glob("*.csv")) == ["stocks", "weather"]


@pytest.mark.parametrize("name", TABLE)
def test_a_file_is_what_the_readme_says(name: str) -> None:
    """Rows, columns and dates; the dates are in order, and every value is a number."""
    rows, first, last, columns, _ = TABLE[name]
    with (WHOLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == ["date", *columns.split(", ")]
    assert len(lines) == int(rows)
    assert (lines[0][0], lines[-1][0]) == (first, last)
    dates = [date.fromisoformat(line[0]) for line in lines]
    steps = {(later - earlier).days for earlier, later in pairwise(dates)}
    assert steps == {1} if name == "weather" else min(steps) > 0
    assert {len(line) for line in lines} == {len(head)}
    assert all(math.isfinite(float(text)) for line in lines for text in line[1:])


def test_prices_are_weekly_and_positive(series: ModuleType) -> None:
    """One price a week, every week, and a logarithm for each."""
    dates, values = series.read("stocks")
    weeks = [(day.toordinal() - 1) // 7 for day in dates]  # from Monday to Sunday
    assert [later - earlier for earlier, later in pairwise(weeks)] == [1] * (len(weeks) - 1)
    assert (values > 0).all()


@pytest.mark.parametrize("name", TABLE)
def test_students_get_the_beginning(name: str) -> None:
    """What students get is the head and the first rows of the whole, to the byte, and not all of it."""
    given, whole = (GIVEN / f"{name}.csv").read_bytes(), (WHOLE / f"{name}.csv").read_bytes()
    assert given.count(b"\n") == 1 + int(TABLE[name][-1]) < whole.count(b"\n")
    assert whole.startswith(given) and given.endswith(b"\n")


def test_the_files_hold_what_the_packages_hold() -> None:
    """Made anew from the packages, every file is the same."""
    extract = loaded(ROOT / "benchmarks" / "extract_series.py")
    try:
        made = extract.texts()
    except ModuleNotFoundError as error:
        pytest.skip(f"{error}, so the files cannot be compared with their origin")
    assert {path: (ROOT / path).read_text(encoding="utf-8") for path in made} == made


@pytest.mark.parametrize("secret", [b"one", b"two", b"three"])
def test_hidden_prices_are_later_and_changed(series: ModuleType, secret: bytes) -> None:
    """What students have is past; no price is one of the file; windows end with what the naive forecast says."""
    task = series.hidden_prices(Draw(secret, "ch5.stocks", "later"))
    assert task.past.shape[1] + 40 > series.PUBLIC_WEEKS  # at most 39 weeks are left out at the beginning
    assert task.windows.shape == (120, 3, series.WEEKS) and task.truth.shape == task.naive.shape == (120, 3)
    assert torch.equal(task.windows[:, :, -1], task.naive)
    assert not torch.isin(task.past, series.prices()).any()
    first = task.windows[(task.windows[:, :, -1] == task.past[:, -1]).all(1)]
    assert torch.equal(first, task.past[None, :, -series.WEEKS :])


@pytest.mark.parametrize("secret", [b"one", b"two", b"three"])
def test_windows_that_are_asked_for_alone_hold_nothing_of_each_other(series: ModuleType, secret: bytes) -> None:
    """No day of one of them, and no price that follows one, is in another."""
    prices = [
        series.hidden_prices(Draw(secret, "ch5.stocks", "later")),
        series.public_prices(Draw(PUBLIC, "ch5.stocks", "public_weeks")),
    ]
    weather = [
        series.hidden_weather(Draw(secret, "ch5.weather", "days_of_2015")),
        series.public_weather(Draw(PUBLIC, "ch5.weather", "end_of_2014")),
    ]
    seen = [[[*task.windows[place].T, task.truth[place]] for place in task.far_apart] for task in prices]
    seen += [[list(task.windows[place]) for place in task.far_apart] for task in weather]
    for windows in seen:
        days = [{tuple(day.tolist()) for day in window} for window in windows]
        assert all(mine.isdisjoint(other) for place, mine in enumerate(days) for other in days[place + 1 :])


@pytest.mark.parametrize("secret", [b"one", b"two", b"three"])
def test_hidden_weather_is_later_and_changed(series: ModuleType, secret: bytes) -> None:
    """Days to be forecast are of 2015; temperatures are in another unit; windows end with the naive forecast."""
    task = series.hidden_weather(Draw(secret, "ch5.weather", "days_of_2015"))
    assert task.windows.shape == (300, series.DAYS, 5) and task.truth.shape == (300, series.HORIZON)
    assert torch.equal(task.windows[:, -1:, series.TEMP_MAX].expand_as(task.truth), task.naive)
    assert len(task.past) + 60 > series.PUBLIC_DAYS  # at most 59 days are left out at the beginning
    assert (
        not torch.isin(task.past[:, 1:].abs(), series.weather()[:, 1:].abs()).logical_and(task.past[:, 1:] != 0).any()
    )
