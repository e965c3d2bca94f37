"""Work that belongs to the grader by its name and place: a conftest, a secret, a gradebook, an expected answer."""
from pathlib import Path

TOLD = {"misplaced": "error", "feedback": "error", "grades.csv": "error"}


def hand_in(folder: Path) -> None:
    for student in TOLD:
        for inner in (
            "conftest.py", ".unrolled-secret", "grades.db", "autograder/__init__.py", "torch/__init__.py",
            "sitecustomize.py", "ch2/cases/lstm_cell.json", "reference/ch2/lstm_cell.py", "pyproject.toml",
        ):  # fmt: skip
            path = folder / student / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("def broken(:")
