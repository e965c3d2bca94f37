"""What a few hostile submissions cost the honest ones: one class graded without them, and with one in twenty.

    python benchmarks/mixed.py                  400 honest submissions; 20 hostile ones mixed in

The hostile ones are those of tests/attacks, from each family in turn. Wall times, start-up left out; other programs
disturb them: use a quiet machine.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from itertools import chain, zip_longest
from pathlib import Path
from typing import Annotated

import typer
from classroom import HERE, SEED
from machine import CommandFailed, describe_machine, measure
from rich.console import Console
from submissions import MISTAKES, Author, name_of

from autograder.course import Course, inner_path
from autograder.report.terminal import print_lines

ATTACKS = HERE.parent / "tests" / "attacks"
FAMILIES = ("steal", "read", "forge", "exhaust", "escape", "persist")
ONE_IN = 20
MOST = 0.25


def attacks() -> list[Path]:
    """The hostile submissions, one of each family in turn, those that are for an exercise of the class."""
    found = []
    for family in FAMILIES:
        paths = [path for folder in (family, f"defences_{family}") for path in sorted((ATTACKS / folder).glob("*.py"))]
        found.append([path for path in paths if _exercise(path) in MISTAKES])
    return [path for path in chain.from_iterable(zip_longest(*found)) if path is not None]


def _exercise(path: Path) -> str:
    told = re.search(r'^EXERCISE = "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    return told[1] if told else "ch2.lstm_cell"


def mix_in(folder: Path, count: int) -> None:
    """Put so many hostile submissions between the honest ones of a folder, each with an honest rest."""
    found = attacks()
    for number in range(count):
        attack = found[number % len(found)]
        student = folder / f"{name_of(number * ONE_IN)}-{number}"
        shutil.copytree(folder / name_of(number * ONE_IN), student)
        shutil.copy(attack, student / f"{inner_path(_exercise(attack))}.py")


def seconds(folder: Path, work: Path, jobs: int, root: Path) -> float:
    """What grading a folder takes by the clock."""
    to = work / f"out-{folder.name}"
    program = [str(Path(sys.executable).parent / "autograder"), "grade", str(folder), "--to", str(to)]
    options = ["--jobs", str(jobs), "--seed-file", str(work / "seed")]
    choice = [word for name in MISTAKES for word in ("--exercise", name)]
    return measure([[*program, *options, *choice]], cwd=root).wall


def main(
    submissions: Annotated[int, typer.Option(min=20, help="Honest submissions.")] = 400,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions under way at once.")] = 2,
) -> None:
    """Grade a class twice and print how much slower the honest ones are served."""
    course, console = Course.find(HERE), Console(width=110)
    author = Author(course, course.select(exercises=tuple(MISTAKES)))
    hostile = submissions // ONE_IN
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        work = Path(folder)
        (work / "seed").write_text(SEED)
        for name, count in (("start", jobs), ("honest", submissions), ("mixed", submissions)):
            author.write(work / name, count)
        mix_in(work / "mixed", hostile)
        seconds(work / "start", work, jobs, course.root)  # files that every run needs are read once
        shutil.rmtree(work / "out-start")
        start, honest, mixed = (seconds(work / name, work, jobs, course.root) for name in ("start", "honest", "mixed"))
    ratio = (honest - start) / (mixed - start)
    console.print(f"{submissions} honest submissions alone: {submissions / (honest - start):.1f} per second")
    console.print(f"the same with {hostile} hostile ones: {submissions / (mixed - start):.1f} per second")
    console.print(f"throughput of the honest ones: {ratio:.2f} of what it is without; {1 - MOST:.2f} is asked for")
    print_lines(console, describe_machine())
    raise typer.Exit(0 if ratio > 1 - MOST else 1)


if __name__ == "__main__":
    try:
        typer.run(main)
    except CommandFailed as error:
        sys.exit(str(error))
