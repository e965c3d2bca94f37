"""Archives that are cut short, encrypted, lie about sizes and checksums or name an entry twice."""
import io
import struct
import zipfile
from pathlib import Path

TOLD = {"cut": "error", "crc": "error", "locked": "error", "sizes": "error", "empty": "error", "twice": "error", "far": "error"}


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "def broken(:")
    return out.getvalue()


def hand_in(folder: Path) -> None:
    good = packed("ch2/lstm_cell.py")
    central = good.index(b"PK\1\2")
    flags = bytearray(good)
    flags[6] |= 1
    flags[central + 8] |= 1
    sizes = bytearray(good)
    sizes[central + 20 : central + 28] = struct.pack("<2L", 0x7FFFFFFF, 0x7FFFFFFF)
    far = bytearray(good)
    far[central + 42 : central + 46] = struct.pack("<L", 0x7FFFFFFF)
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        twice = packed("ch2/lstm_cell.py", "ch2/lstm_cell.py")
    made = {
        "cut": good[: len(good) // 2], "crc": good.replace(b"broken(:", b"braken(:"), "locked": bytes(flags),
        "sizes": bytes(sizes), "empty": b"", "twice": twice, "far": bytes(far),
    }  # fmt: skip
    for student, content in made.items():
        (folder / f"{student}.zip").write_bytes(content)
