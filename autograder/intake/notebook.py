"""The bytes of an ``.ipynb`` to its code cells. Outputs are skipped, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

#: A notebook with more than this is not read; what students write takes a thousandth, the rest are outputs.
MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024
#: A notebook with more code than this is not taken apart.
MAX_CODE_BYTES = 1024 * 1024
NBFORMAT = 4


class NotANotebook(Exception):
    """The file is no notebook that can be read; the message says why, and what to do."""


@dataclass(frozen=True)
class Cell:
    """A code cell.

    Attributes:
        place: how a sentence calls it, ``cell 7``, counted from 1 over cells of all kinds.
        source: what was typed, magics included.
        exercise: the exercise that the cell was made for, by its id or nbgrader's, or "".
    """

    place: str
    source: str
    exercise: str = ""


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""
    id: Any = ""
    metadata: Any = None


class _Notebook(msgspec.Struct):
    nbformat: int
    cells: list[_Cell] = []
    metadata: Any = None


def code_cells(content: bytes) -> list[Cell]:
    """The code cells of a notebook, in order. Raises NotANotebook."""
    if len(content) > MAX_NOTEBOOK_BYTES:
        raise NotANotebook(f"it is larger than {MAX_NOTEBOOK_BYTES >> 20} MiB: clear its outputs and hand it in again")
    notebook = _decoded(content)
    if notebook.nbformat != NBFORMAT:
        raise NotANotebook(f"it has nbformat {notebook.nbformat}, not {NBFORMAT}: open it in Jupyter and save it")
    language = _at(notebook.metadata, "kernelspec", "language") or _at(notebook.metadata, "language_info", "name")
    if isinstance(language, str) and language.lower() not in ("python", "ipython", "python3"):
        raise NotANotebook(f"it is a notebook in {language[:20]}, not in Python")
    cells = [
        Cell(f"cell {number}", _text(cell.source), _made_for(cell))
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code"
    ]
    if sum(len(cell.source) for cell in cells) > MAX_CODE_BYTES:
        raise NotANotebook(f"its code cells hold more than {MAX_CODE_BYTES >> 20} MiB")
    return cells


def _decoded(content: bytes) -> _Notebook:
    if not content.strip():
        raise NotANotebook("it is empty")
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Notebook)
    except msgspec.ValidationError as error:
        raise NotANotebook(f"it is JSON, but no notebook ({error})") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotANotebook(f"it is damaged ({error}): open it in Jupyter, which says whether it can be saved") from None


def _at(document: object, *keys: str) -> object:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _text(source: str | Sequence[str]) -> str:
    """Windows' ends of lines count as such; a form feed, or what else Python does not take for one, does not."""
    text = source if isinstance(source, str) else "".join(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


#: The id of an answer cell: Jupyter keeps it while the cell is edited, moved or run, nbgrader keeps a copy.
_ID = re.compile(r"(ch\d+)-([a-z][a-z0-9_]*)")


def _made_for(cell: _Cell) -> str:
    for identity in (cell.id, _at(cell.metadata, "nbgrader", "grade_id")):
        match = _ID.fullmatch(identity) if isinstance(identity, str) else None
        if match:
            return f"{match[1]}.{match[2]}"
    return ""


def identity_of(exercise: str) -> str:
    """The id of the exercise's answer cell: ``ch2-lstm_cell``."""
    return exercise.replace(".", "-")
