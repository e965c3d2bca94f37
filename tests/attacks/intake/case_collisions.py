"""Names that differ only in case, in a folder, an archive and among students: one would overwrite another's file."""
import zipfile
from pathlib import Path

TOLD = {"Cases": "error", "cases": "error", "CASES": "error"}


def hand_in(folder: Path) -> None:
    for student in ("Cases", "cases"):
        for inner in ("ch2/lstm_cell.py", "CH2/LSTM_CELL.PY", "Ch2/Lstm_Cell.py"):
            path = folder / student / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("def broken(:")
    with zipfile.ZipFile(folder / "CASES.zip", "w") as archive:
        for inner in ("ch2/lstm_cell.py", "CH2/LSTM_CELL.PY", "Ch2/Lstm_Cell.py"):
            archive.writestr(inner, "def broken(:")
