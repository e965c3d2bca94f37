"""Two hundred megabytes of zeros in a few kilobytes: would fill the memory of whoever unpacks them."""
import zipfile
from pathlib import Path

TOLD = {"bomb": "error"}
SAID = {"bomb": "larger than"}


def hand_in(folder: Path) -> None:
    with (
        zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("ch2/lstm_cell.py", "w") as file,
    ):
        for _ in range(200):
            file.write(bytes(1 << 20))
