"""Where submissions are graded: in threads of this process, a wall for each; or see `autograder.cluster`."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from autograder.grading import Desk, Grade, grade_exercises
from autograder.intake.submission import Submission
from autograder.sandbox.limits import Sandbox


class ClusterError(Exception):
    """The cluster cannot be used; the message says why."""


@dataclass(frozen=True)
class Sheet:
    """What is to be graded of one student: pairs of exercise and device; `kept` others are settled."""

    submission: Submission
    open: tuple[tuple[str, str], ...]
    kept: int


@dataclass(frozen=True)
class Graded:
    """A sheet and its grades."""

    sheet: Sheet
    grades: tuple[Grade, ...]


class Executor(Protocol):
    """Grades sheets, in any order, holding only a few at a time."""

    def run(self, sheets: Iterable[Sheet]) -> Iterator[Graded]:
        """The graded sheets, as they are ready."""


def grade_sheet(desk: Desk, wall: Sandbox, sheet: Sheet) -> Graded:
    """Grade what is open on one sheet."""
    grades: list[Grade] = []
    for device in dict.fromkeys(device for _, device in sheet.open):
        exercises = [exercise for exercise, wanted in sheet.open if wanted == device]
        grades += grade_exercises(desk, wall, sheet.submission, exercises, device)
    return Graded(sheet, tuple(grades))


class Threads:
    """One thread for each wall. The work is done by the walls' processes; the threads wait and judge."""

    def __init__(self, desk: Desk, walls: Sequence[Sandbox]) -> None:
        self._desk = desk
        self._jobs = len(walls)
        self._free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        for wall in walls:
            self._free.put(wall)

    def run(self, sheets: Iterable[Sheet]) -> Iterator[Graded]:
        """The graded sheets, as they are ready."""
        remaining = iter(sheets)
        with ThreadPoolExecutor(self._jobs) as pool:
            pending = {pool.submit(self._grade, sheet) for sheet in islice(remaining, 2 * self._jobs)}
            while pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                    pending |= {pool.submit(self._grade, sheet) for sheet in islice(remaining, 1)}

    def _grade(self, sheet: Sheet) -> Graded:
        wall = self._free.get()
        try:
            return grade_sheet(self._desk, wall, sheet)
        finally:
            self._free.put(wall)
