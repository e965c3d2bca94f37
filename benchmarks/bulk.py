"""A class graded by `autograder grade` and, on the same machine in the same run, by the ways that are usual.

    python benchmarks/bulk.py                        500 submissions; 10 for each of the others
    python benchmarks/bulk.py --peers 0 --memory     only ours, and its memory up to 5,000 submissions

A submission is a file for each of seven exercises. CPU is user and system time of all processes that a
method starts; columns "each" leave out its start-up, which stands beside them. Other programs disturb wall
times, and a little the CPU times as well: use a quiet machine.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from classroom import HERE, SEED, Classroom, set_up
from machine import CommandFailed, Usage, adopt_orphans, measure
from peers import PEERS, Outcome, Peer, is_installed, quotient
from rich.console import Console
from submissions import MISTAKES, Author
from tables import print_marks, print_methods, print_ours

from autograder.course import Course

OURS = "autograder grade"
MEMORY_SIZES = (100, 1000, 5000)
ROUNDS = 10


class Ours:
    """Runs of the real command on the first so many students of the class."""

    def __init__(self, author: Author, names: Sequence[str], root: Path, work: Path, jobs: int) -> None:
        self._author, self._root, self._work, self._jobs = author, root, work, jobs
        self._choice = [word for name in names for word in ("--exercise", name)]
        self._usages: dict[int, Usage] = {}
        (work / "seed").write_text(SEED)

    def submissions(self, count: int) -> Path:
        """A folder of so many submissions."""
        folder = self._work / f"class-{count}"
        if not folder.exists():
            self._author.write(folder, count)
        return folder

    def grade(self, count: int) -> Usage:
        """What grading so many submissions uses, measured once."""
        if count not in self._usages:
            self._usages[count] = self._grade(count)
        return self._usages[count]

    def warm_up(self) -> None:
        """Have the files read once that every run needs: their first reading is nobody's cost."""
        self._grade(1)

    def _grade(self, count: int) -> Usage:
        to = self._work / f"out-{count}"
        program = [str(Path(sys.executable).parent / "autograder"), "grade", str(self.submissions(count))]
        options = ["--to", str(to), "--jobs", str(self._jobs), "--seed-file", str(self._work / "seed")]
        return measure([[*program, *options, *self._choice]], cwd=self._root)

    def marks(self, count: int) -> dict[str, float]:
        """Each student's total."""
        with open(self._work / f"out-{count}" / "grades.csv", encoding="utf-8", newline="") as file:
            return {row["student"]: float(row["total"]) for row in csv.DictReader(file)}

    def outcome(self, count: int) -> Outcome:
        """The run on `count` submissions; start-up is measured with one submission a job."""
        start = quotient(self.grade(self._jobs), self._jobs, self.grade(count), count)
        return Outcome(OURS, self._jobs, count, self.grade(count), start, self.marks(count))


def own_computation(room: Classroom) -> float:
    """CPU seconds that a submission's code uses by itself, over the kinds of submissions that there are."""
    command = [sys.executable, str(HERE / "own.py"), str(room.submissions), str(room.frozen), str(ROUNDS)]
    return float(measure([command]).outputs[0]) / 1000


def run_peer(method: str, package: str | None, run: Peer, room: Classroom, work: Path, jobs: int) -> Outcome | str:
    """What the peer did, or why it was not run."""
    if not is_installed(package):
        return f"{method}: not run: {package} is not installed"
    try:
        return run(room, work, jobs)
    except CommandFailed as error:
        return f"{method}: failed: {error}"


def main(
    submissions: Annotated[
        int, typer.Option(min=50, help="Submissions for ours; with few the figures are noise.")
    ] = 500,
    peers: Annotated[int, typer.Option(help="Submissions for each of the others; 0 leaves them out.")] = 10,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions under way at once.")] = 2,
    memory: Annotated[bool, typer.Option("--memory", help="Also grade up to 5,000 submissions.")] = False,
) -> None:
    """Grade one class in several ways and print what each costs."""
    if peers in (1, 2):
        raise typer.BadParameter("--peers: 3 at least, to tell the start-up of nbgrader from its submissions")
    adopt_orphans()
    console, course = Console(width=110), Course.find(HERE)
    names = course.select(exercises=tuple(MISTAKES))
    author = Author(course, names)
    with tempfile.TemporaryDirectory(prefix="bulk-") as folder:
        work = Path(folder)
        ours = Ours(author, names, course.root, work, jobs)
        room = set_up(course, names, author, ours.submissions(max(10, peers)), work / "cases", peers)
        ours.warm_up()
        sizes = sorted({min(100, submissions), submissions, *(MEMORY_SIZES if memory else ())})
        own, outcome = own_computation(room), ours.outcome(submissions)
        outcomes: list[Outcome | str] = [outcome]
        for method, package, run in PEERS if peers else ():
            outcomes.append(run_peer(method, package, run, room, work, jobs))
        peaks = [(count, ours.grade(count)) for count in sizes]
    print_methods(console, outcomes)
    if peers:
        possible = sum(sum(points.values()) for points in room.points.values())
        print_marks(console, [o for o in outcomes if isinstance(o, Outcome)], peers, possible)
    print_ours(console, outcome, own, peaks)


if __name__ == "__main__":
    try:
        typer.run(main)
    except CommandFailed as error:
        sys.exit(str(error))
