"""A hundred thousand entries in one archive: would use up the time or the memory of the grader."""
import struct
from pathlib import Path

TOLD = {"many": "not handed in"}
SAID = {"many": "only the first 20000 files"}
COUNT = 100_000


def hand_in(folder: Path) -> None:
    directory = b"".join(
        struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0)
        + b"x%05d.py" % number
        for number in range(COUNT)
    )
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, COUNT, COUNT, len(directory), 0)
    end += struct.pack("<4sLQL", b"PK\6\7", 0, len(directory), 1)
    end += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(directory), 0xFFFFFFFF, 0)
    (folder / "many.zip").write_bytes(directory + end)
