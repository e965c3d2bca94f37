"""Students called as Windows calls its devices: their feedback could not be written, or would go to a printer."""
from pathlib import Path

TOLD = {name: "error" for name in ("CON", "nul", "LPT1", "com1.txt", "aux")}


def hand_in(folder: Path) -> None:
    for student in TOLD:
        (folder / student / "ch2").mkdir(parents=True)
        (folder / student / "ch2" / "lstm_cell.py").write_text("def broken(:")
