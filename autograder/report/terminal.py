"""What the instructor sees when a class has been graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.judge.verdict import Status
from autograder.report.summary import ExerciseSummary


def class_table(summaries: Mapping[str, ExerciseSummary], titles: Mapping[str, str]) -> Table:
    """Exercise by exercise: how many passed, what else became of them, the commonest mistakes by name."""
    table = Table(title="The class", title_justify="left", show_lines=True)
    table.add_column("exercise")
    table.add_column("passed", justify="right")
    table.add_column("others")
    table.add_column("commonest mistakes")
    untouched = 0
    for name, summary in summaries.items():
        if not summary.handed_in:
            untouched += 1
            continue
        others = [f"{count} {status.value}" for status, count in summary.statuses.most_common() if status != "passed"]
        mistakes = [f"{count} × {mistake.replace('_', ' ')}" for mistake, count in summary.mistakes.most_common(3)]
        table.add_row(
            Text(f"{name}\n{titles[name]}"),
            f"{summary.statuses[Status.passed]} of {summary.handed_in}",
            ", ".join(others),
            "\n".join(mistakes),
        )
    if untouched:
        table.caption = f"{untouched} other exercises were handed in by nobody"
        table.caption_justify = "left"
    return table


def print_unknown(console: Console, summaries: Mapping[str, ExerciseSummary]) -> None:
    """What was not graded, and why."""
    for name, summary in summaries.items():
        for reason, count in summary.reasons.most_common():
            console.print(f"{name}: {count} × {reason}", markup=False, highlight=False)


def print_lines(console: Console, lines: Sequence[tuple[str, str]]) -> None:
    """Labelled lines, one below the other."""
    width = max(len(label) for label, _ in lines)
    for label, text in lines:
        console.print(f"{label:<{width}}  {text}", markup=False, highlight=False, soft_wrap=True)
