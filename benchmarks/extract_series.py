"""Makes the two series of the forecasting projects from public packages; reference/data/README.md says what they are.

    pip install --no-deps vega_datasets==0.9.0 bokeh_sampledata==2026.1
    python benchmarks/extract_series.py

Writes ``reference/data/*.csv``, all of each series, and ``solutions/ch5/data/*.csv``, the part that students get. The
files of the packages are read as they lie: neither package is imported, so what they need is not needed.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
SYMBOLS = ("AAPL", "IBM", "MSFT")
MEASURED = ("precipitation", "temp_max", "temp_min", "wind")
#: Students get what lies before this day.
PUBLIC_UNTIL = {"stocks": date(2010, 1, 9), "weather": date(2015, 1, 1)}

Rows = list[tuple[date, list[str]]]


def packed(package: str, name: str) -> Path:
    """A data file of an installed package. Raises ModuleNotFoundError."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {package} is not installed", name=package)
    return Path(found.submodule_search_locations[0]) / "_data" / name


def weather() -> Rows:
    """Every day; the column called weather is left out."""
    with packed("vega_datasets", "seattle-weather.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (date.fromisoformat(row["date"].replace("/", "-")), [f"{float(row[name]):g}" for name in MEASURED])
        for row in rows
    ]


def stocks() -> Rows:
    """The adjusted close of the last trading day of each calendar week (ISO 8601), to five digits."""
    closes: dict[str, dict[date, float]] = {symbol: {} for symbol in SYMBOLS}
    with gzip.open(packed("bokeh_sampledata", "stocks.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Ticker"] in closes:
                closes[row["Ticker"]][date.fromisoformat(row["Date"])] = float(row["Adj Close"])
    days = sorted(set.intersection(*(set(prices) for prices in closes.values())))
    last = {day.isocalendar()[:2]: day for day in days}
    return [(day, [f"{closes[symbol][day]:.5g}" for symbol in SYMBOLS]) for day in sorted(last.values())]


SERIES: dict[str, tuple[tuple[str, ...], Callable[[], Rows]]] = {
    "stocks": (SYMBOLS, stocks),
    "weather": (MEASURED, weather),
}


def texts() -> dict[str, str]:
    """The text of each file, by its path from the root of the repository."""
    made = {}
    for name, (columns, read) in SERIES.items():
        rows = read()
        public = [row for row in rows if row[0] < PUBLIC_UNTIL[name]]
        for folder, part in (("reference", rows), ("solutions/ch5", public)):
            lines = [",".join(("date", *columns)), *(",".join((day.isoformat(), *row)) for day, row in part)]
            made[f"{folder}/data/{name}.csv"] = "\n".join(lines) + "\n"
    return made


def main() -> None:
    """Write the files, and print how many rows and bytes each has."""
    for name, text in texts().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count(chr(10)) - 1} rows, {len(text)} bytes")


if __name__ == "__main__":
    main()
