"""Names that look like options, patterns, formulas or paths: would be obeyed by a command that gets them."""
from pathlib import Path

TOLD = {name: "error" for name in ("--to", "-rf", "--help", "*", "$(touch slipped)", "@SUM(1)", "=1+1", "~", "%s%n", "{0}")}


def hand_in(folder: Path) -> None:
    for student in TOLD:
        for inner in ("ch2/lstm_cell.py", "--help.py", "-c.py", "*.ipynb.py"):
            path = folder / student / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("def broken(:")
