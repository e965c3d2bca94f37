"""What commands have in common: the terminal, and how they refuse."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """The terminal; where the output goes to a file, lines are wide enough for every table."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=140)


def refuse(error: Exception, status: int = 2) -> typer.Exit:
    """One line on stderr, and the exit status."""
    typer.echo(f"autograder: {' '.join(str(error).split())}", err=True)
    return typer.Exit(status)
