"""A link to another student's file, which whoever grades may read."""

from pathlib import Path


def hand_in(folder: Path) -> None:
    chapter = folder / "mallory" / "ch2"
    chapter.mkdir(parents=True)
    (chapter / "lstm_cell.py").symlink_to("../../ann/ch2/lstm_cell.py")
