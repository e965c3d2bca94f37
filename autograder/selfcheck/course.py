"""The student's tree as a whole: where its exercises are, how far they are, their hints."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.selfcheck.cases import read_case_file

if TYPE_CHECKING:
    from autograder.selfcheck.sitting import Sitting

#: Which hints a student has opened, in the chapter's folder.
OPENED = ".hints-opened.json"


class NotHere(Exception):
    """There are no assignments, or no such exercise; the message says what was looked for."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback."""
        return [str(self)]


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


def find_cases(start: Path, exercise: str) -> Path:
    """The file of public cases of `exercise`: in the folder ``cases`` of `start`, as beside a notebook, or in the
    course around it. Raises NotHere."""
    chapter, _, entry = exercise.partition(".")
    beside = start / "cases" / f"{entry}.json"
    if entry and beside.is_file() and read_case_file(beside).exercise == exercise:
        return beside
    try:
        assignments = find_assignments(start)
    except NotHere:
        raise NotHere(
            f"the public cases of {exercise} are not here: keep the notebook in the folder that it came in, beside the"
            f" folder cases (looked in {start} and above)"
        ) from None
    path = assignments / chapter / "cases" / f"{entry}.json"
    if not entry or not path.is_file():
        raise NotHere(f"there is no exercise {exercise!r} in {assignments}; names are like ch2.lstm_cell")
    return path


def open_hint(start: Path, exercise: str, language: str) -> tuple[list[str], int]:
    """Open one more hint: the hints that are open now, and how many there are. Raises NotHere."""
    path = find_cases(start, exercise)
    hints, remembered = read_case_file(path).hints[language], path.parent.parent / OPENED
    opened = _opened(remembered)
    opened[exercise] = min(opened.get(exercise, 0) + 1, len(hints))
    with contextlib.suppress(OSError):  # where nothing can be written, hints open all the same
        remembered.write_text(json.dumps(opened, indent=1) + "\n", encoding="utf-8")
    return hints[: opened[exercise]], len(hints)


def hint_lines(hints: Sequence[str], available: int, exercise: str, language: str) -> Iterator[str]:
    """What is shown of the hints that are open."""
    for number, text in enumerate(hints, 1):
        yield f"{number}/{available}  {text}\n"
    if not available:
        yield f"{exercise} has no hints"
    elif len(hints) < available:
        yield _MORE[language]


#: What is said where another hint can be opened.
_MORE = {
    "en": "Still stuck? The same again opens the next one, which tells more.",
    "ja": "まだわからないときは、もう一度実行すると次のヒントを開けます。",
}


def _opened(remembered: Path) -> dict[str, int]:
    try:
        opened = json.loads(remembered.read_text(encoding="utf-8"))
        return {str(name): int(count) for name, count in opened.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # not there yet, or edited beyond recognition: begin again
