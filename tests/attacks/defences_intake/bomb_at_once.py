"""An archive packed by bzip2: the smallest piece that can be unpacked is all that there is."""

import zipfile
from pathlib import Path


def hand_in(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bzipper.zip", "w", zipfile.ZIP_BZIP2, compresslevel=9) as archive:
        with archive.open("ch2/lstm_cell.py", "w", force_zip64=True) as file:
            for _ in range(600):
                file.write(bytes(1 << 20))
