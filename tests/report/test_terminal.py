"""What the instructor sees at the end."""

import io

import pytest
from rich.console import Console, RenderableType

from autograder.judge.verdict import Status
from autograder.report.summary import ExerciseSummary
from autograder.report.terminal import class_table, print_lines, print_unknown


def console(width: int = 120) -> Console:
    """A terminal without colours that keeps what is printed."""
    return Console(file=io.StringIO(), width=width, color_system=None)


def shown(screen: Console) -> str:
    """What is on the screen."""
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def rendered(what: RenderableType, width: int = 120) -> str:
    """How it looks."""
    screen = console(width)
    screen.print(what)
    return shown(screen)


@pytest.fixture
def summary() -> ExerciseSummary:
    """Ten students of one exercise."""
    summary = ExerciseSummary("ch1.x")
    summary.handed_in = 9
    summary.statuses.update({Status.passed: 6, Status.wrong: 2, Status.not_handed_in: 1, Status.ungraded: 1})
    summary.mistakes.update({"gates_swapped": 2, "no_tanh": 1, "third": 1, "fourth": 1})
    summary.reasons.update({"ungraded, because [bold]the zygote[/bold] died.": 1})
    return summary


def test_the_table(summary: ExerciseSummary) -> None:
    """Passed of those who handed in, the others by status, the three commonest mistakes in words."""
    text = rendered(class_table({"ch1.x": summary}, {"ch1.x": "Title [red]x[/red]"}))
    for part in (
        "ch1.x",
        "Title [red]x[/red]",
        "6 of 9",
        "2 wrong",
        "1 not handed in",
        "1 ungraded",
        "2 × gates swapped",
    ):
        assert part in text
    assert "passed, " not in text and "fourth" not in text


def test_exercises_that_nobody_handed_in(summary: ExerciseSummary) -> None:
    """They are counted below the table, not listed in it."""
    text = rendered(class_table({"ch1.x": summary, "ch2.y": ExerciseSummary("ch2.y")}, {"ch1.x": "X", "ch2.y": "Y"}))
    assert "ch2.y" not in text and "1 other exercises were handed in by nobody" in text


@pytest.mark.parametrize("width", [40, 60])
def test_a_narrow_terminal(summary: ExerciseSummary, width: int) -> None:
    """The table fits into a narrow terminal."""
    text = rendered(class_table({"ch1.x": summary}, {"ch1.x": "Title"}), width)
    assert max(map(len, text.splitlines())) <= width and "ch1.x" in text


def test_what_is_not_known(summary: ExerciseSummary) -> None:
    """Each reason is told with its count, as the text that it is."""
    screen = console()
    print_unknown(screen, {"ch1.x": summary, "ch2.y": ExerciseSummary("ch2.y")})
    assert shown(screen) == "ch1.x: 1 × ungraded, because [bold]the zygote[/bold] died.\n"


def test_lines() -> None:
    """Labels stand in a column, and paths in brackets are not taken for markup."""
    screen = console(30)
    print_lines(screen, [("marks", "/tmp/[a]/grades.csv" * 3), ("confinement", "level 3")])
    assert shown(screen).splitlines() == ["marks        " + "/tmp/[a]/grades.csv" * 3, "confinement  level 3"]
