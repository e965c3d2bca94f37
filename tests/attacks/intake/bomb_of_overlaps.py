"""Thousands of entries that share one body, each with the name of an exercise: a small file, unpacked ten thousand
times."""
import struct
import zipfile
from pathlib import Path

TOLD = {"overlaps": "error"}
COUNT = 10_000


def hand_in(folder: Path) -> None:
    path = folder / "overlaps.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("d00000/ch2/lstm_cell.py", b"#" * 250_000)
    whole = path.read_bytes()
    start = whole.index(b"PK\1\2")
    entry, end = whole[start : whole.index(b"PK\5\6")], whole[whole.index(b"PK\5\6") :]
    entries = b"".join(entry.replace(b"d00000", b"d%05d" % number) for number in range(COUNT))
    counts = struct.pack("<2H2L", COUNT, COUNT, len(entries), start)
    path.write_bytes(whole[:start] + entries + end[:8] + counts + end[20:])
