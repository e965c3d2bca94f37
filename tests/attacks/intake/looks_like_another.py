"""Students whose names look like a neighbour's: would get his marks, or have him lose them."""
from pathlib import Path

TOLD = {name: "error" for name in ("Aaron", "аaron", "aaron ", "aaron.zip", "aaron.md", "aaron.", "ａaron")}


def hand_in(folder: Path) -> None:
    for student in TOLD:
        (folder / student / "ch2").mkdir(parents=True)
        (folder / student / "ch2" / "lstm_cell.py").write_text("def broken(:")
