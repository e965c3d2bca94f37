"""Absolute paths of Windows, with a drive, a share or a stream: would be taken for files of the machine there."""
import zipfile
from pathlib import Path

TOLD = {"drives": "error"}


def hand_in(folder: Path) -> None:
    with zipfile.ZipFile(folder / "drives.zip", "w") as archive:
        for name in [r"C:\ch2\lstm_cell.py", r"\\server\share\ch2\lstm_cell.py", "ch2/lstm_cell.py:hidden"]:
            archive.writestr(name, "def broken(:")
