"""Links as entries of a zip archive, to a neighbour's file and to the whole machine: unpacked, they would lead there."""
import stat
import zipfile
from pathlib import Path

TOLD = {"packed_links": "error"}


def hand_in(folder: Path) -> None:
    with zipfile.ZipFile(folder / "packed_links.zip", "w") as archive:
        for name, to in (("ch2", "/"), ("ch2/lstm_cell.py", "../../aaron/ch2/lstm_cell.py")):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, to)
