"""A folder in a folder in a folder, and thousands beside each other: would exhaust whoever walks through them."""
from pathlib import Path

TOLD = {"nested": "not handed in"}
SAID = {"nested": "nested deeper than"}


def hand_in(folder: Path) -> None:
    (folder / "nested" / "/".join(["d"] * 400)).mkdir(parents=True)
    for number in range(3000):
        (folder / "nested" / f"ch2_{number}").mkdir()
