"""What `bulk.py` prints."""

from __future__ import annotations

from collections.abc import Sequence

from machine import Usage, describe_machine
from peers import Outcome
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from submissions import kind_of, name_of

HEADS = (
    "jobs",
    "submissions",
    "wall s",
    "start-up\nwall s",
    "wall ms\neach",
    "CPU ms\neach",
    "wall,\nours = 1",
    "CPU,\nours = 1",
)


def print_methods(console: Console, outcomes: Sequence[Outcome | str]) -> None:
    """The table of methods; a string stands for one that was not run, and why."""
    table = Table(title="One class, graded in several ways", title_justify="left", box=SIMPLE)
    table.add_column("method", no_wrap=True)
    heads = (
        "jobs",
        "submissions",
        "wall s",
        "start-up\nwall s",
        "wall ms\neach",
        "CPU ms\neach",
        "wall,\nours = 1",
        "CPU,\nours = 1",
    )
    for head in heads:
        table.add_column(head, justify="right")
    ours = outcomes[0]
    assert isinstance(ours, Outcome)
    notes = []
    for outcome in outcomes:
        if isinstance(outcome, str):
            table.add_row(outcome.partition(":")[0], "not run")
            notes.append(outcome)
            continue
        whole = [str(outcome.jobs), str(outcome.submissions)]
        whole += [f"{outcome.whole.wall:.1f}", f"{outcome.start.wall:.1f}"]
        each = [f"{1000 * outcome.wall_each:.1f}", f"{1000 * outcome.cpu_each:.1f}"]
        ratios = [f"{outcome.wall_each / ours.wall_each:.1f}", f"{outcome.cpu_each / ours.cpu_each:.1f}"]
        table.add_row(outcome.method, *whole, *each, *ratios)
    console.print(table)
    for note in notes:
        console.print(note, highlight=False)


def print_marks(console: Console, outcomes: Sequence[Outcome], count: int, possible: float) -> None:
    """What every method gave the first submissions."""
    caption = "Forbidden calls are found by autograder only: the checks of the others compare values."
    table = Table(title=f"Their marks, of {possible:g} points", caption=caption, box=SIMPLE)
    table.title_justify = table.caption_justify = "left"
    table.add_column("handed in", no_wrap=True)
    for outcome in outcomes:
        table.add_column(outcome.method, justify="right")
    for number in range(count):
        table.add_row(kind_of(number), *(f"{outcome.marks[name_of(number)]:g}" for outcome in outcomes))
    console.print(table)


def print_ours(console: Console, ours: Outcome, own: float, peaks: Sequence[tuple[int, Usage]]) -> None:
    """The figures of ours that have no counterpart."""
    beyond = 1000 * (ours.cpu_each - own)
    lines = [
        ("whole class", f"{ours.submissions} submissions in {ours.whole.wall:.1f} s with {ours.jobs} jobs"),
        ("start-up", f"{ours.start.wall:.1f} s, {ours.start.cpu:.1f} s of CPU"),
        ("students' own", f"{1000 * own:.1f} ms of CPU a submission, loaded and put to every case in one warm process"),
        ("beyond that", f"{beyond:.1f} ms of CPU a submission: wall, judge, reading, storing, reports"),
        ("memory", "; ".join(f"{usage.peak_mb:.0f} MB for {count} submissions" for count, usage in peaks)),
        *describe_machine(),
    ]
    for label, text in lines:
        console.print(f"{label:14} {text}", highlight=False, soft_wrap=True)
