"""Names as long as a file system takes them, of characters that take four bytes: a longer name cannot be written."""
from pathlib import Path

LONG = ("a" * 255, "𝄞" * 63, "é" * 120)
TOLD = {name: "error" for name in LONG}


def hand_in(folder: Path) -> None:
    for student in LONG:
        (folder / student / "ch2" / ("d" * 255)).mkdir(parents=True)
        (folder / student / "ch2" / ("d" * 255) / "lstm_cell.py").write_text("def broken(:")
