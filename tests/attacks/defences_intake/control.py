"""A name that commands the terminal of who prints it."""

from pathlib import Path


def hand_in(folder: Path) -> None:
    (folder / "eve\x1b]0;owned\x07\x1b[2J" / "ch2").mkdir(parents=True)
