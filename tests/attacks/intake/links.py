"""Links to the work of a neighbour, to the grader's files and to the folder itself: would hand in what others wrote."""
import os
from pathlib import Path

TOLD = {"links": "not handed in"}
SAID = {"links": "not a regular file"}


def hand_in(folder: Path) -> None:
    inside = folder / "links" / "ch2"
    inside.mkdir(parents=True)
    (inside / "lstm_cell.py").symlink_to(folder / "aaron" / "ch2" / "lstm_cell.py")
    (inside / "secret.py").symlink_to("/etc/passwd")
    (inside / "round").symlink_to(folder)
    (inside / "gone.py").symlink_to("nowhere")
    os.symlink(folder / "aaron", folder / "links_to_aaron")
    os.symlink(folder / "aaron", folder / "linked.zip")
