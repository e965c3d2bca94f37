"""A name that a spreadsheet takes for a formula."""

from pathlib import Path


def hand_in(folder: Path) -> None:
    (folder / "=1+1" / "ch2").mkdir(parents=True)
