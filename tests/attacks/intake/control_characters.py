"""Names with newlines, escapes of terminals, marks that turn text round, and bytes that are no text at all."""
import os
from pathlib import Path

NAMES = [
    b"new\nline,100\nforged", b"\x1b[2Jcleared\x1b]0;title\x07", "turned\u202egrep.yp".encode(), b"not\xfftext",
    "zero\u200bwidth".encode(), b"tab\tbed", "\u2028separator".encode(), b"bell\x07\x08\x08\x08\x08",
]  # fmt: skip
TOLD = {os.fsdecode(name): "error" for name in NAMES}


def hand_in(folder: Path) -> None:
    for name in NAMES:
        inside = os.path.join(os.fsencode(folder), name, b"ch2", b"copy" + name)
        os.makedirs(inside)
        with open(os.path.join(inside, b"lstm_cell.py"), "wb") as file:
            file.write(b"def broken(:")
