"""The bytes of an ``.ipynb`` to its code cells. Outputs are skipped, nothing is run."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

import msgspec

#: A notebook with more than this is not read; what students write takes a thousandth, the rest are outputs.
MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024
#: A notebook with more code than this is not taken apart.
MAX_CODE_BYTES = 512 * 1024
#: Nor one with more code cells.
MAX_CELLS = 5000
NBFORMAT = 4
_CLEAR = "clear its outputs and hand it in again"


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


#: What is not looked at is kept as it is, without an object for each of its parts: outputs and metadata may be hostile.
class _Cell(msgspec.Struct, gc=False):
    cell_type: str
    source: msgspec.Raw = msgspec.Raw(b'""')
    id: msgspec.Raw = msgspec.Raw(b"null")
    metadata: msgspec.Raw = msgspec.Raw(b"null")


class _Notebook(msgspec.Struct):
    nbformat: int
    cells: list[_Cell] = []
    metadata: msgspec.Raw = msgspec.Raw(b"null")


def code_cells(content: bytes) -> list[Cell]:
    """The code cells of a notebook, in order. Raises NotANotebook."""
    if len(content) > MAX_NOTEBOOK_BYTES:
        raise NotANotebook(f"the notebook is larger than {MAX_NOTEBOOK_BYTES >> 20} MiB: {_CLEAR}")
    notebook = _decoded(content)
    if notebook.nbformat != NBFORMAT:
        raise NotANotebook(f"it is in nbformat {notebook.nbformat}, not {NBFORMAT}: open it in Jupyter and save it")
    language = _at(notebook.metadata, "kernelspec", "language") or _at(notebook.metadata, "language_info", "name")
    if isinstance(language, str) and "python" not in language.lower():
        raise NotANotebook(f"the notebook is in {language[:20]}, not in Python")
    if sum(cell.cell_type == "code" for cell in notebook.cells) > MAX_CELLS:
        raise NotANotebook(f"the notebook has more than {MAX_CELLS} code cells")
    cells = [
        Cell(f"cell {number}", _text(cell.source), _made_for(cell))
        for number, cell in enumerate(notebook.cells, 1)
        if cell.cell_type == "code"
    ]
    if sum(len(cell.source) for cell in cells) > MAX_CODE_BYTES:
        raise NotANotebook(f"the notebook's code cells hold more than {MAX_CODE_BYTES >> 10} KiB")
    return cells


def _decoded(content: bytes) -> _Notebook:
    text = _utf8(content)
    if not text.strip():
        raise NotANotebook("the notebook is empty")
    try:
        try:
            return msgspec.json.decode(text, type=_Notebook)
        except msgspec.DecodeError as error:
            if isinstance(error, msgspec.ValidationError):
                raise
            return msgspec.json.decode(_mended(text), type=_Notebook)
    except msgspec.ValidationError as error:
        raise NotANotebook(f"the file is JSON, but no notebook ({error})") from None
    except RecursionError:
        raise NotANotebook(f"the notebook is nested too deeply: {_CLEAR}") from None
    except msgspec.DecodeError as error:
        raise NotANotebook(f"the notebook is damaged ({error}): see whether Jupyter can open and save it") from None


def _utf8(content: bytes) -> bytes:
    """The text in UTF-8, whatever encoding an editor of Windows saved it in, or marked it with."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


#: A string, or a number that is none. Possessive, so that what does not match costs no second look.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|-?\b(?:NaN|Infinity)\b', re.DOTALL)
_SURROGATE = re.compile(rb"((?:\\\\)*+)(\\u[dD][89abAB]..\\u[dD][c-fC-F]..)?(\\u[dD][89a-fA-F]..)?")


def _mended(text: bytes) -> bytes:
    """What Python writes and reads as JSON, and is none: NaN, half a surrogate pair."""

    def mended(match: re.Match[bytes]) -> bytes:
        if not match[0].startswith(b'"'):
            return b"null"
        return _SURROGATE.sub(_without_half, match[0]) if b"\\u" in match[0] else match[0]

    return _TOKEN.sub(mended, text)


def _without_half(match: re.Match[bytes]) -> bytes:
    return match[1] + (match[2] or b"") + (b"\\ufffd" if match[3] else b"")


#: Metadata of an honest cell are a few words.
_MAX_METADATA = 64 * 1024
#: What is skipped at first is not looked at closely: it may turn out to be no JSON.
_DAMAGED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def _plain(raw: msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw) if len(memoryview(raw)) <= _MAX_METADATA else None
    except _DAMAGED:
        return None


def _at(raw: msgspec.Raw, *keys: str) -> object:
    document = _plain(raw)
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _text(raw: msgspec.Raw) -> str:
    """Windows' ends of lines count as such; a form feed, or what else Python does not take for one, does not."""
    try:
        source = msgspec.json.decode(raw, type=str | list[str])
    except _DAMAGED:
        return ""  # no cell of Jupyter's; the others are
    text = source if isinstance(source, str) else "".join(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


#: The id of an answer cell: Jupyter keeps it while the cell is edited, moved or run, nbgrader keeps a copy.
_ID = re.compile(r"(ch\d+)-([a-z][a-z0-9_]*)")


def _made_for(cell: _Cell) -> str:
    metadata = _plain(cell.metadata)
    metadata = metadata if isinstance(metadata, dict) else {}
    nbgrader = metadata.get("nbgrader")
    copy = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    for identity in (_plain(cell.id), metadata.get("id"), copy):  # Colab keeps the id among the metadata
        match = _ID.fullmatch(identity) if isinstance(identity, str) else None
        if match:
            return f"{match[1]}.{match[2]}"
    return ""


def identity_of(exercise: str) -> str:
    """The id of the exercise's answer cell: ``ch2-lstm_cell``."""
    return exercise.replace(".", "-")
