"""The student's tree as a whole: where its exercises are, how far they are, their hints."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.selfcheck.cases import read_case_file

if TYPE_CHECKING:
    from autograder.selfcheck.sitting import Sitting

#: Which hints a student has opened, beside the chapters.
OPENED = ".hints-opened.json"


class NotHere(Exception):
    """There are no assignments, or no such exercise; the message says what was looked for."""


def find_assignments(start: Path) -> Path:
    """The folder ``assignments`` in `start` or the nearest folder above. Raises NotHere."""
    for folder in (start, *start.parents):
        if any((folder / "assignments").glob("ch*/cases")):
            return folder / "assignments"
    raise NotHere(f"no assignments here: neither {start} nor a folder above it has a folder assignments with chapters")


def sit_all(assignments: Path) -> list[Sitting]:
    """Put the public cases of every exercise, but for projects' trainings, to the student's files. Output is hidden."""
    from autograder.selfcheck.sitting import sit

    files = sorted(assignments.glob("ch*/cases/*.json"))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return [sit(file.parent.parent / f"{file.stem}.py", "cpu", trainings=False) for file in files]


def open_hint(assignments: Path, exercise: str, language: str) -> tuple[list[str], int]:
    """Open one more hint: the hints that are open now, and how many there are. Raises NotHere."""
    chapter, _, entry = exercise.partition(".")
    path = assignments / chapter / "cases" / f"{entry}.json"
    if not entry or not path.is_file():
        raise NotHere(f"there is no exercise {exercise!r} in {assignments}; names are like ch2.lstm_cell")
    hints = read_case_file(path).hints[language]
    opened = _opened(assignments)
    opened[exercise] = min(opened.get(exercise, 0) + 1, len(hints))
    (assignments / OPENED).write_text(json.dumps(opened, indent=1) + "\n", encoding="utf-8")
    return hints[: opened[exercise]], len(hints)


def _opened(assignments: Path) -> dict[str, int]:
    try:
        opened = json.loads((assignments / OPENED).read_text(encoding="utf-8"))
        return {str(name): int(count) for name, count in opened.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # not there yet, or edited beyond recognition: begin again
