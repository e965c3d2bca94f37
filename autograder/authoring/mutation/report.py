"""``autograder mutants``: every exercise's mutants, in a table."""

from __future__ import annotations

import os
from contextlib import ExitStack

from rich import box
from rich.console import Console
from rich.table import Table

from autograder.authoring.mutation.run import SECRET, Outcome, equivalents, hunt, mutants_of, totals
from autograder.course import Course
from autograder.questions import set_paper
from autograder.sandbox.wall import WORKER, Wall


def report_mutants(course: Course, only: tuple[str, ...], console: Console) -> bool:
    """Put the mutants of the exercises `only` (all if empty) to their hidden cases. Prints survivors and a table.
    Returns whether there are none, and every entry of the list of equivalents is needed."""
    found: dict[str, Outcome] = {}
    with ExitStack() as stack:
        walls = [stack.enter_context(Wall(WORKER)) for _ in range(min(2, os.cpu_count() or 1))]
        for name in course.select(exercises=only):
            console.print(f"{name} …", highlight=False)
            paper = set_paper(course[name], name, SECRET)
            found[name] = hunt(paper, mutants_of(course, name), equivalents(course, name), walls)
            for mutant in found[name].survivors:
                console.print(f"✗ survives  {mutant}", style="red", highlight=False, markup=False)
            for entry in found[name].unused:
                console.print(f"✗ listed as equivalent, and killed or gone: {entry}", style="red", markup=False)
    console.print(_table(found))
    return not any(outcome.survivors or outcome.unused for outcome in found.values())


def _table(found: dict[str, Outcome]) -> Table:
    table = Table(title="mutants of the model solutions", title_justify="left", box=box.SIMPLE)
    for column in (
        "exercise",
        "put",
        "killed",
        "of them answered",
        "equivalent",
        "survive",
        "score",
        "in trainings only",
    ):
        table.add_column(column, justify="left" if column == "exercise" else "right", no_wrap=True)
    for name, outcome in (*found.items(), ("all", totals(found))):
        wrong = outcome.killed + len(outcome.survivors)
        table.add_row(
            name,
            str(wrong + outcome.equivalent),
            str(outcome.killed),
            str(outcome.answered),
            str(outcome.equivalent),
            str(len(outcome.survivors)),
            f"{outcome.killed / wrong:.1%}" if wrong else "",
            str(outcome.training) if outcome.training else "",
        )
    return table
