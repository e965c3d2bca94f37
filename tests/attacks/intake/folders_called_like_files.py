"""Folders that are called like a source, a notebook and an archive: opening them would fail in the grader."""
from pathlib import Path

TOLD = {"foldered": "error", "foldered.zip": "error", "foldered.ipynb": "error"}


def hand_in(folder: Path) -> None:
    for student in TOLD:
        for inner in ("ch2/lstm_cell.py/lstm_cell.py", "ch2.ipynb/x.py", "ch2.zip/y.py"):
            path = folder / student / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("def broken(:")
