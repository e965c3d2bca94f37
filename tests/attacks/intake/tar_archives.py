"""Archives of another kind, with links, devices and names that lead out: nobody is to unpack them, or to lose them."""
import io
import tarfile
from pathlib import Path

TOLD = {"tarred": "not handed in"}
PASSED_OVER = ("top.tar.gz", "rar_file.rar")


def hand_in(folder: Path) -> None:
    (folder / "tarred").mkdir()
    (folder / "rar_file.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    for path in (folder / "top.tar.gz", folder / "tarred" / "ch2.tar.gz"):
        with tarfile.open(path, "w:gz") as archive:
            for name, kind, to in (
                ("../../slipped.py", tarfile.REGTYPE, ""),
                ("ch2/lstm_cell.py", tarfile.SYMTYPE, "/etc/passwd"),
                ("ch2/hard.py", tarfile.LNKTYPE, "/etc/passwd"),
                ("ch2/device.py", tarfile.CHRTYPE, ""),
            ):
                entry = tarfile.TarInfo(name)
                entry.type, entry.linkname = kind, to
                archive.addfile(entry, io.BytesIO())
