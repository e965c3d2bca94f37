"""Sources in UTF-16, with byte order marks, zero bytes, a lying declaration: would break whoever decodes them."""
from pathlib import Path

LINE = "def lstm_cell(:  # é\n"
SOURCES = {
    "utf16": LINE.encode("utf-16"),
    "utf32": LINE.encode("utf-32"),
    "latin": LINE.encode("latin-1"),
    "zeros": b"x = 1\0\0\0",
    "bom": b"\xef\xbb\xbf# coding: latin-1\n",
    "liar": b"# coding: no_such_encoding\nx = 1",
    "rot13": b"# coding: rot13\nvzcbeg bf",
    "idna": b"# coding: idna\nx = 1",
    "unicode_escape": b"# coding: unicode_escape\n\\x69mport os",
}
TOLD = {name: "error" for name in SOURCES}


def hand_in(folder: Path) -> None:
    for student, source in SOURCES.items():
        (folder / student / "ch2").mkdir(parents=True)
        (folder / student / "ch2" / "lstm_cell.py").write_bytes(source)
