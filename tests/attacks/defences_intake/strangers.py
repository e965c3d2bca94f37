"""Thousands of files that belong to no exercise, with long names, to be listed in every report."""

from pathlib import Path


def hand_in(folder: Path) -> None:
    (folder / "stranger").mkdir()
    for number in range(3000):
        (folder / "stranger" / f"{'x' * 200}{number}.py").touch()
