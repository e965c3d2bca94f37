"""Many submissions to many grades: few submissions under way at once, grades stored as they are made."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.executors import Executor, Graded, Sheet
from autograder.gradebook import Gradebook, Key
from autograder.grading import Desk
from autograder.intake.folders import read_submission

#: Grades are stored when so many seconds have passed since the last time.
STORE_EVERY = 0.5


@dataclass
class Tally:
    """What a run of the grader did."""

    students: int = 0
    graded: int = 0
    kept: int = 0
    seconds: float = 0.0


def grade_all(
    desk: Desk,
    students: Mapping[str, Path],
    devices: Sequence[str],
    book: Gradebook,
    executor: Executor,
    advance: Callable[[int], None],
) -> Tally:
    """Grade every student's submission and store the grades; those that are stored already are kept.

    `advance` is told how many students were finished since it was last called. Raises GradebookError.
    """
    started = stored = time.monotonic()
    tally, waiting = Tally(), list[Graded]()
    for graded in executor.run(_sheets(desk, students, devices, book.settled())):
        waiting.append(graded)
        tally.students += 1
        tally.graded += len(graded.grades)
        tally.kept += graded.sheet.kept
        advance(1)
        if time.monotonic() - stored > STORE_EVERY:
            _store(book, waiting)
            stored = time.monotonic()
    _store(book, waiting)
    tally.seconds = time.monotonic() - started
    return tally


def _sheets(desk: Desk, students: Mapping[str, Path], devices: Sequence[str], settled: set[Key]) -> Iterator[Sheet]:
    """What is to be graded of each student, read when its turn comes."""
    asked = [(exercise, device) for exercise in desk.papers for device in devices]
    wanted = desk.wanted
    for student, path in students.items():
        submission = read_submission(student, path, wanted)
        still_open = tuple(
            (exercise, device)
            for exercise, device in asked
            if (submission.student, exercise, device, submission.digest(exercise), desk.digests[exercise])
            not in settled
        )
        yield Sheet(submission, still_open, len(asked) - len(still_open))


def _store(book: Gradebook, waiting: list[Graded]) -> None:
    grades = [grade for graded in waiting for grade in graded.grades]
    book.write(grades, [(graded.sheet.submission.student, graded.sheet.submission.notes) for graded in waiting])
    waiting.clear()
