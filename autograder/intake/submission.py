"""A student's submission: for each exercise what counts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from autograder.intake.candidates import (
    MAX_NOTEBOOKS,
    NOTEBOOK_BYTES,
    READ_BYTES,
    Candidate,
    Handed,
    Reader,
    exercise_of,
    in_notebook,
    in_script,
    is_notebook,
    is_skipped,
    listed,
)
from autograder.intake.program import Wanted

#: So many files that belong to no exercise are named in the notes.
_NAMED = 10
#: So many places of one exercise are compared.
_COMPARED = 10
_COUNTED = "(cells are counted from the top, texts included)"


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes:
        files: by exercise; an exercise that is missing was not handed in.
        notes: what was taken, what was passed over and why, for the instructor and the student.
        broken: why nothing could be read, when the archive itself is damaged.
    """

    student: str
    files: Mapping[str, Handed] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    broken: str = ""

    def digest(self, exercise: str) -> str:
        """Identifies what was handed in for an exercise; "" if nothing was."""
        handed = self.files.get(exercise)
        return handed.digest if handed else "broken" if self.broken else ""


def choose_files(
    paths: Iterable[str], wanted: Mapping[str, Wanted], read: Reader
) -> tuple[dict[str, Handed], list[str]]:
    """Pick what counts for each exercise, and say what was taken from notebooks and what was passed over.

    ``…/ch2/…/lstm_cell.py`` counts for ch2.lstm_cell wherever it lies; without any folder named like a chapter the
    file's name is enough if no other chapter has such an exercise. A notebook counts for every exercise that it has
    code of. Of several, the one with most of the stub filled in counts, and what is damaged before what is not started;
    then scripts before notebooks; then the one least deep; then the one with the shortest name, which is no copy.
    """
    paths = sorted(paths)
    notes: list[str] = []
    candidates: dict[str, list[Candidate]] = {}
    for path in paths:
        exercise = exercise_of(path, wanted)
        if exercise is not None:
            candidates.setdefault(exercise, []).append(Candidate(path))
    for path in [path for path in paths if is_notebook(path)][:MAX_NOTEBOOKS]:
        handed = replace(read(path, NOTEBOOK_BYTES), path=path)
        for exercise, candidate in in_notebook(handed, wanted, notes):
            candidates.setdefault(exercise, []).append(candidate)
    known = {candidate.path for found in candidates.values() for candidate in found}
    notes = _unrecognised(paths, known) + [shown(note) for note in notes[:_NAMED]]
    chosen: dict[str, Handed] = {}
    taken: dict[str, list[str]] = {}
    for exercise, found in ((name, candidates[name]) for name in wanted if name in candidates):
        first, *others = _ranked(exercise, found, wanted, read)
        handed = first.handed or read(first.path, READ_BYTES)
        chosen[exercise] = replace(handed, path=shown(first.path))
        for other in (other for other in others if other.started or not is_notebook(other.path)):
            notes.append(f"{exercise}: {shown(first.path)} counts; {shown(other.path)} was passed over")
        if first.cells and first.started:
            taken.setdefault(shown(first.path), []).append(f"{exercise} from {listed(first.cells)}")
    return chosen, notes + [f"{path}: {'; '.join(parts)} {_COUNTED}" for path, parts in taken.items()]


def _ranked(exercise: str, found: list[Candidate], wanted: Mapping[str, Wanted], read: Reader) -> list[Candidate]:
    """The candidates, the one that counts first."""
    nearest = sorted(found, key=_distance)
    if len(nearest) == 1:
        return nearest
    compared = []
    for candidate in nearest[:_COMPARED]:
        if candidate.handed is None:
            handed = replace(read(candidate.path, READ_BYTES), path=candidate.path)
            candidate = in_script(handed, exercise, wanted)
        compared.append(candidate)
    return sorted(compared, key=_worked_on, reverse=True) + nearest[_COMPARED:]


def _distance(candidate: Candidate) -> tuple[bool, int, int, str]:
    name = candidate.path.rpartition("/")[2]
    return is_notebook(candidate.path), candidate.path.count("/"), len(name), candidate.path


def _worked_on(candidate: Candidate) -> tuple[bool, bool, int]:
    return candidate.started, candidate.handed is not None and bool(candidate.handed.broken), candidate.answered


def _unrecognised(paths: Sequence[str], known: Container[str]) -> list[str]:
    """Notes on files that look handed in and belong to no exercise: often one with another name than the stub's."""
    strange = [path for path in paths if path not in known and _looks_handed_in(PurePosixPath(path))]
    notes = [f"{shown(path)}: belongs to no exercise by its name and folder, passed over" for path in strange[:_NAMED]]
    return notes + ([f"{len(strange) - _NAMED} other files like this"] if len(strange) > _NAMED else [])


def _looks_handed_in(path: PurePosixPath) -> bool:
    own = path.name.startswith(("test_", "._")) or path.name in ("conftest.py", "__init__.py", "setup.py")
    return path.suffix.lower() in (".py", ".zip", ".ipynb") and not own and not is_skipped(path.parts)


def shown(name: str) -> str:
    """A name that a student chose, fit to be printed and stored: no control characters, no broken encoding."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
