"""A name that is HTML, and one that is a link in Markdown."""

from pathlib import Path


def hand_in(folder: Path) -> None:
    (folder / "<img src=x onerror=alert(1)>" / "ch2").mkdir(parents=True)
    (folder / "[click](evil)" / "ch2").mkdir(parents=True)
