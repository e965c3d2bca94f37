"""A hard link to a file that only the grader may read: its text would come back in a message about bad syntax."""
import os
from pathlib import Path

TOLD = {"hard": "error"}


def hand_in(folder: Path) -> None:
    inside = folder / "hard" / "ch2"
    inside.mkdir(parents=True)
    os.link(folder.parent / "host_file", inside / "lstm_cell.py")
