"""Many submissions to many grades: a wall for each job, few submissions under way at once, grades stored as made."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from autograder.gradebook import Gradebook, Key
from autograder.grading import Desk, Grade, Sandbox, grade_exercise
from autograder.intake.folders import read_submission
from autograder.intake.submission import Submission

#: Grades are stored when so many seconds have passed since the last time.
STORE_EVERY = 0.5


@dataclass
class Tally:
    """What a run of the grader did."""

    students: int = 0
    graded: int = 0
    kept: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Result:
    submission: Submission
    grades: list[Grade]
    kept: int


def grade_all(
    desk: Desk,
    students: Sequence[Path],
    devices: Sequence[str],
    book: Gradebook,
    walls: Sequence[Sandbox],
    advance: Callable[[int], None],
) -> Tally:
    """Grade every student's submission and store the grades; those that are stored already are kept.

    `advance` is told how many students were finished since it was last called. Raises GradebookError.
    """
    settled = book.settled()
    free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
    for wall in walls:
        free.put(wall)
    started, stored = time.monotonic(), time.monotonic()
    tally, waiting = Tally(), list[_Result]()

    def grade_one(path: Path) -> _Result:
        wall = free.get()
        try:
            return _grade_student(desk, wall, path, devices, settled)
        finally:
            free.put(wall)

    def store() -> None:
        grades = [grade for result in waiting for grade in result.grades]
        book.write(grades, [(result.submission.student, result.submission.notes) for result in waiting])
        waiting.clear()

    for result in _in_parallel(grade_one, students, len(walls)):
        waiting.append(result)
        tally.students += 1
        tally.graded += len(result.grades)
        tally.kept += result.kept
        advance(1)
        if time.monotonic() - stored > STORE_EVERY:
            store()
            stored = time.monotonic()
    store()
    return replace(tally, seconds=time.monotonic() - started)


def _grade_student(desk: Desk, wall: Sandbox, path: Path, devices: Sequence[str], settled: set[Key]) -> _Result:
    submission = read_submission(path, tuple(desk.papers))
    grades, kept = [], 0
    for exercise in desk.papers:
        handed = submission.files.get(exercise)
        for device in devices:
            digest = handed.digest if handed else ""
            key = (submission.student, exercise, device, digest, desk.digests[exercise])
            if key in settled:
                kept += 1
            else:
                grades.append(grade_exercise(desk, wall, submission, exercise, device))
    return _Result(submission, grades, kept)


def _in_parallel(work: Callable[[Path], _Result], students: Iterable[Path], jobs: int) -> Iterator[_Result]:
    """Results in the order in which they are ready, with only a few submissions in memory at a time."""
    remaining = iter(students)
    with ThreadPoolExecutor(jobs) as pool:
        pending: set[Future[_Result]] = {pool.submit(work, path) for path in islice(remaining, 2 * jobs)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                pending |= {pool.submit(work, path) for path in islice(remaining, 1)}
