"""A named pipe in the place of the file: who opens it waits for ever."""

import os
from pathlib import Path


def hand_in(folder: Path) -> None:
    chapter = folder / "piper" / "ch2"
    chapter.mkdir(parents=True)
    os.mkfifo(chapter / "lstm_cell.py")
