"""Entries of an archive that lead out of it, up the tree or from the root: would write or read files of the grader."""
import zipfile
from pathlib import Path

TOLD = {"slip": "not handed in"}
SAID = {"slip": "leads out of the archive"}
NAMES = ["../../slipped/lstm_cell.py", "ch2/../../../slipped/ch2/lstm_cell.py", "/tmp/slipped/ch2/lstm_cell.py"]


def hand_in(folder: Path) -> None:
    with zipfile.ZipFile(folder / "slip.zip", "w") as archive:
        for name in [*NAMES, r"..\..\slipped\ch2\lstm_cell.py"]:
            archive.writestr(name, "raise SystemExit")
