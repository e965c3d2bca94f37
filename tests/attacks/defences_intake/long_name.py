"""A name so long that nothing can be added to it."""

from pathlib import Path


def hand_in(folder: Path) -> None:
    (folder / ("l" * 254) / "ch2").mkdir(parents=True)
