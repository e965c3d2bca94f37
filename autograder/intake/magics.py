"""IPython's own syntax taken out of a cell: magics, shell lines, questions. What is left is Python."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from autograder.judge.rules import ONE_AT_A_TIME

#: Lines of IPython that are replaced in one cell.
MAX_MAGICS = 100
#: Cell magics that run the rest of the cell as Python in the notebook's own names.
_PYTHON = {"time", "capture", "prun"}
_MAGIC = re.compile(r"(\s*)(?:[%!?].*|[\w.\[\]'\"]+\?\??\s*)")
_TIMED = re.compile(r"(\s*)%time\s+(\S.*)")
_CAUGHT = re.compile(r"(\s*(?:\w[\w, ]*)=\s*)[%!].*")
#: Commands that a kernel takes without their %, where they are all that a cell holds.
_BARE = re.compile(r"(?:pip|conda|mamba|cd|ls|ll|cat|cp|mv|rm|mkdir|pwd|matplotlib|load_ext|env|who|whos)(?: .*)?")


class NoPython(Exception):
    """The cell is in another language; the message says how it starts."""


@dataclass
class Patience:
    """How many characters of a notebook are still parsed again because a magic was taken out."""

    characters: int = 2 * 1024 * 1024


def python(cell: str, patience: Patience) -> tuple[str, ast.Module]:
    """The cell's Python and its syntax tree; the number of lines stays.

    Raises:
        NoPython: it starts with the magic of another language.
        SyntaxError, ValueError, RecursionError, MemoryError: as ast.parse does.
    """
    lines = _dedented(_body(cell).split("\n"))
    for _ in range(MAX_MAGICS):
        try:
            source = "\n".join(lines)
            return source, parsed(source)
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            patience.characters -= len(cell)
            if patience.characters < 0 or not 0 <= number < len(lines) or not _replaced(lines, number):
                if len(cell.strip().split("\n")) == 1 and _BARE.fullmatch(cell.strip()):
                    return "", ast.Module([], [])
                raise
    source = "\n".join(lines)
    return source, parsed(source)


def parsed(source: str) -> ast.Module:
    """The syntax tree, without warnings."""
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def _body(cell: str) -> str:
    """The cell without the cell magics that it starts with, empty lines in their place."""
    above, rest = "", cell
    while rest.lstrip().startswith("%%"):
        blank = len(rest) - len(rest.lstrip())
        line, end, below = rest[blank:].partition("\n")
        words = line[2:].split(None, 1)
        if not words or words[0] not in _PYTHON:
            raise NoPython(f"%%{words[0][:20] if words else ''}")
        above += "\n" * rest.count("\n", 0, blank) + end
        rest = below
    return above + rest


def _dedented(lines: list[str]) -> list[str]:
    """Without the indentation of the first line, as a kernel takes what was copied from inside a function."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines] if indent else lines


def _replaced(lines: list[str], number: int) -> bool:
    """Put Python in the place of the magic in this line, if there is one."""
    line = lines[number]
    for pattern, instead in ((_TIMED, r"\1\2"), (_CAUGHT, r"\1None"), (_MAGIC, r"\1pass")):
        match = pattern.fullmatch(line)
        if match:
            lines[number] = match.expand(instead)
            while line.endswith("\\") and number + 1 < len(lines):
                number += 1
                line, lines[number] = lines[number], ""
            return True
    return False
