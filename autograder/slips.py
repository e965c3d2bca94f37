"""Slips: what to change in the model solution so that it makes a known mistake.

``reference/ch2/lstm_cell.slips.toml`` has a table for each known mistake. Two slips made one after the other give a
program with two mistakes, so that a student who made both can be told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path

import msgspec


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to make a known mistake: texts of the model solution, each found in it once, and what stands there
    instead; or, where that would be most of it, the whole program."""

    replace: tuple[tuple[str, str], ...] = ()
    code: str = ""


def read_slips(path: Path, mistakes: Collection[str]) -> dict[str, Slip]:
    """The slips of a file by name; none where there is no file. Raises ValueError."""
    if not path.is_file():
        return {}
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Slip])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ValueError(f"{path}: {error}") from error
    unknown = [name for name in found if mistake_of(name) not in mistakes]
    if unknown:
        raise ValueError(f"{path}: no known mistake is called {', '.join(unknown)}")
    return found


def mistake_of(slip: str) -> str:
    """The mistake that a slip of this name makes: ``"bias_ignored-2"`` is a second way to make ``"bias_ignored"``."""
    return slip.partition("-")[0]


def applied(code: str, *slips: Slip) -> str | None:
    """The code with these slips made one after the other; None if a text is not there once."""
    for slip in slips:
        code = slip.code or code
        for old, new in slip.replace:
            if code.count(old) != 1:
                return None
            code = code.replace(old, new)
    return code


def both(code: str, first: Slip, second: Slip) -> str | None:
    """The code with both slips, in whatever order is possible; None where they exclude each other."""
    if first.code or second.code:
        return None
    return applied(code, first, second) or applied(code, second, first)


def code_cells(text: str) -> str:
    """The code of a solution file: its cells but for those with text."""
    cells = ("\n" + text).split("\n# %%")
    return "\n".join(
        cell.partition("\n")[2].strip() + "\n" for cell in cells[1:] if "[markdown]" not in cell.partition("\n")[0]
    )
