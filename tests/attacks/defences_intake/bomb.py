"""An archive of a megabyte with a program of a gigabyte."""

import zipfile
from pathlib import Path


def hand_in(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomber.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("ch2/lstm_cell.py", "w", force_zip64=True) as file:
            for _ in range(1000):
                file.write(bytes(1 << 20))
