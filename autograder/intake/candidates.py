"""What may count for an exercise: a script by its name, or the code of the exercise in a notebook."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from autograder.intake.notebook import MAX_NOTEBOOK_BYTES, Cell, NotANotebook, code_cells
from autograder.intake.program import Notebook, Wanted
from autograder.judge.rules import MAX_SOURCE_BYTES

#: One byte more than may be handed in: enough to see that a file is too large.
READ_BYTES = MAX_SOURCE_BYTES + 1
NOTEBOOK_BYTES = MAX_NOTEBOOK_BYTES + 1
#: So many notebooks of a submission are looked into.
MAX_NOTEBOOKS = 30
#: So many cells of an exercise are named one by one.
_LISTED = 10
_CHAPTER = re.compile(r"ch(?:apter)?[ _-]?0*(\d+)", re.IGNORECASE)
_IN_NAME = re.compile(r"(?:^|[^a-z])ch(?:apter)?[ _-]?0*(\d+)(?!\d)", re.IGNORECASE)
_SKIPPED = {"__pycache__", "__macosx", ".ipynb_checkpoints", "site-packages", ".git", ".venv"}


@dataclass(frozen=True)
class Handed:
    """What was handed in for one exercise.

    Attributes:
        path: where it lay in the submission.
        source: its bytes, at most one more than a submission may have; of a notebook the code of the exercise.
        problem: why it could not be read by us; the exercise is then ungraded.
        broken: why nobody could read it.
        places: where each line of a notebook's code is from; see `autograder.intake.program.Program`.
    """

    path: str
    source: bytes
    problem: str = ""
    broken: str = ""
    places: tuple[tuple[str, int], ...] = ()

    @property
    def digest(self) -> str:
        """Identifies the content."""
        return hashlib.sha256(self.source + self.broken.encode()).hexdigest()[:16]


#: Reads a file that was handed in, up to a number of bytes.
Reader = Callable[[str, int], Handed]


@dataclass(frozen=True)
class Candidate:
    """One place where an exercise may be.

    Attributes:
        handed: what it holds; None where a script has not been read.
        cells: those that the code is from, where it is a notebook.
        answered: how many functions and methods are more than stubs.
        started: whether a function or class has no stub left in it.
    """

    path: str
    handed: Handed | None = None
    cells: tuple[str, ...] = ()
    answered: int = 0
    started: bool = False


def is_skipped(folders: Sequence[str]) -> bool:
    """Whether one of these folders holds what nobody handed in on purpose."""
    return not _SKIPPED.isdisjoint(folder.lower() for folder in folders)


def is_notebook(path: str) -> bool:
    """Whether the path is that of a notebook."""
    pure = PurePosixPath(path)
    return pure.suffix.lower() == ".ipynb" and not is_skipped(pure.parts) and not pure.name.startswith("._")


def exercise_of(path: str, exercises: Iterable[str]) -> str | None:
    """The exercise that a script belongs to by its path, or None."""
    pure = PurePosixPath(path)
    if pure.suffix.lower() != ".py" or is_skipped(pure.parts[:-1]):
        return None
    named = [name for name in exercises if name.partition(".")[2] == pure.stem.lower()]
    chapters = [found[1] for folder in pure.parts[:-1] if (found := _CHAPTER.fullmatch(folder))]
    if chapters:
        named = [name for name in named if name.partition(".")[0] == f"ch{chapters[-1]}"]
    return named[0] if len(named) == 1 else None


def in_script(handed: Handed, exercise: str, wanted: Mapping[str, Wanted]) -> Candidate:
    """A script that was read, with how far it is filled in; one that does not parse is no stub."""
    if handed.problem:
        return Candidate(handed.path, handed, answered=1, started=True)
    text = handed.source[:MAX_SOURCE_BYTES].decode("utf-8", "replace")
    script = Notebook([Cell("it", text)])
    program = script.program(exercise, wanted)
    if program is None:
        return Candidate(handed.path, handed, answered=len(script.unrun), started=bool(script.unrun))
    return Candidate(handed.path, handed, answered=program.answered, started=program.started or bool(program.unrun))


def in_notebook(handed: Handed, wanted: Mapping[str, Wanted], notes: list[str]) -> Iterator[tuple[str, Candidate]]:
    """For each exercise that the notebook has code of, that code; `notes` get what is amiss."""
    path = handed.path
    likely = _likely(path, wanted)
    if handed.problem:
        yield from ((name, Candidate(path, handed, answered=1, started=True)) for name in likely)
        return
    try:
        notebook = Notebook(code_cells(handed.source))
    except NotANotebook as error:
        notes.append(f"{path}: {error}")
        broken = replace(handed, source=b"", broken=str(error))
        yield from ((name, Candidate(path, broken)) for name in likely)
        return
    notes += [f"{path}: {unrun.reason}" for unrun in notebook.unrun]
    yield from programs(notebook, path, likely, wanted)


def programs(
    notebook: Notebook, path: str, likely: Sequence[str], wanted: Mapping[str, Wanted]
) -> Iterator[tuple[str, Candidate]]:
    """The code of each exercise in the notebook. One that is not of the chapter that its name tells is there if a cell
    says so or, where it tells none, if all names are defined."""
    for exercise, defined in wanted.items():
        marked = exercise in likely or exercise in notebook.exercises
        if marked or (not likely and notebook.binds_all(defined.names)):
            program = notebook.program(exercise, wanted)
            if program is not None:
                source = program.source.encode("utf-8", "replace")
                code = Handed(path, source, broken=program.unrun, places=program.places)
                yield exercise, Candidate(path, code, program.cells, program.answered, program.started)


def _likely(path: str, wanted: Mapping[str, Wanted]) -> list[str]:
    """The exercises of the chapters that the notebook's name, or a folder's, tells; or of the only one there is."""
    chapters = {name.partition(".")[0] for name in wanted}
    pure = PurePosixPath(path)
    in_name = [f"ch{number}" for number in _IN_NAME.findall(pure.stem)]
    folders = [f"ch{found[1]}" for folder in pure.parts[:-1] if (found := _CHAPTER.fullmatch(folder))]
    told = in_name or folders[-1:] or (list(chapters) if len(chapters) == 1 else [])
    return [name for name in wanted if name.partition(".")[0] in told]


def listed(cells: Sequence[str]) -> str:
    """``cells 3, 5 and 7`` of cells that are called ``cell 3`` and so on."""
    grouped = groupby(cells, lambda cell: cell.partition(" ")[0])
    texts = []
    for kind, members in grouped:
        numbers = [cell.partition(" ")[2] for cell in members]
        shown = [*numbers[:_LISTED], "…"] if len(numbers) > _LISTED + 1 else numbers[:-1]
        many = f"{', '.join(shown)} and {numbers[-1]}" if len(numbers) > 1 else numbers[0]
        texts.append(f"{kind}{'s' if len(numbers) > 1 else ''} {many}")
    return ", ".join(texts)
