"""What the stand-in for an accelerator finds: planted mistakes about devices, and false alarms over right programs.

    python benchmarks/devices.py [exercise ...]

*Planted*: changes to the model solution that are right on the CPU and fail on a GPU. *Legal*: changes that mix
devices in a way that CUDA allows. *Rewrites*: the right answers of ``tests/rewrites``; *only CPU*: those of them that
would fail on a GPU, and how many of them are found. ``tests/equivalent/devices.toml`` says which, and why. Trainings
are not put.
"""

from __future__ import annotations

import sys
import warnings

from machine import describe_machine
from rich.console import Console
from rich.table import Table

from autograder.authoring.mutation.stand_in import Told, exceptions, survey
from autograder.authoring.variants import rewrites
from autograder.course import Course
from autograder.questions import set_paper
from autograder.sandbox.wall import TRAINER, Wall

SECRET = b"benchmarks/devices.py"
COLUMNS = (
    *("exercise", "planted", "found", "not told", "missed", "in trainings", "legal", "rewrites"),
    *("false alarms", "only CPU", "found", "cases", "silent"),
)


def row(told: Told, others: int, only_cpu: set[str]) -> list[int]:
    """The figures of one exercise, as `COLUMNS` has them."""
    untold = sum(bool(reason) for _, reason in told.unfound)
    false = told.alarms.keys() - only_cpu
    return [
        *(told.planted, told.found, untold, len(told.unfound) - untold, told.training, told.legal),
        *(others - len(only_cpu), len(false), len(only_cpu), len(told.alarms) - len(false), told.cases, told.silent),
    ]


def main() -> None:
    """Print what is missed, false alarms and the table."""
    warnings.simplefilter("ignore")
    course, console = Course.find(), Console(width=180)
    for label, text in describe_machine():
        console.print(f"{label}: {text}", highlight=False)
    table = Table(*COLUMNS)
    total, known = [0] * (len(COLUMNS) - 1), exceptions(course)
    with Wall(TRAINER) as wall:
        for name in sys.argv[1:] or course.names:
            others, only_cpu = rewrites(course, name), known.styles(name)
            told = survey(set_paper(course[name], name, SECRET), others, wall, known.changes(name))
            for program, alarm in told.alarms.items():
                what = "only CPU" if program in only_cpu else "false alarm"
                console.print(f"{name}: {what}: {program}: {alarm}", highlight=False, markup=False)
            for mutant, reason in told.unfound:
                why = f"not told: {reason}" if reason else "missed"
                console.print(f"{name}: {why}: {mutant}", highlight=False, markup=False)
            figures = row(told, len(others), only_cpu)
            total = [a + b for a, b in zip(total, figures, strict=True)]
            table.add_row(name, *map(str, figures))
    table.add_section()
    table.add_row("all", *map(str, total))
    console.print(table)


if __name__ == "__main__":
    main()
