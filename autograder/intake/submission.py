"""A student's submission: for each exercise the file that counts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.judge.rules import MAX_SOURCE_BYTES

_CHAPTER = re.compile(r"ch(?:apter)?[ _-]?0*(\d+)", re.IGNORECASE)
#: So many files that belong to no exercise are named in the notes.
_NAMED = 10
_SKIPPED = {"__pycache__", "__macosx", ".ipynb_checkpoints", "site-packages", ".git", ".venv"}


@dataclass(frozen=True)
class Handed:
    """One file that was handed in.

    Attributes:
        path: where it lay in the submission.
        source: its bytes, at most one more than a submission may have.
        problem: why it could not be read by us; the exercise is then ungraded.
    """

    path: str
    source: bytes
    problem: str = ""

    @property
    def digest(self) -> str:
        """Identifies the content."""
        return hashlib.sha256(self.source).hexdigest()[:16]


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes:
        files: by exercise; an exercise that is missing was not handed in.
        notes: what was passed over and why, for the instructor and the student.
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
    paths: Iterable[str], exercises: Sequence[str], read: Callable[[str], Handed]
) -> tuple[dict[str, Handed], list[str]]:
    """Pick the file that counts for each exercise, and say what was passed over.

    ``…/ch2/…/lstm_cell.py`` counts for ch2.lstm_cell wherever it lies; without any folder named like a chapter the
    file's name is enough if no other chapter has such an exercise. Of several, the one least deep counts.
    """
    paths = sorted(paths)
    candidates: dict[str, list[str]] = {}
    for path in paths:
        exercise = exercise_of(path, exercises)
        if exercise is not None:
            candidates.setdefault(exercise, []).append(path)
    chosen, notes = {}, _unrecognised(paths, candidates)
    for exercise, found in sorted(candidates.items()):
        first, *others = sorted(found, key=lambda path: (path.count("/"), path))
        chosen[exercise] = read(first)
        notes += [f"{exercise}: {shown(first)} counts; {shown(other)} was passed over" for other in others]
    return chosen, notes


def _unrecognised(paths: Sequence[str], candidates: Mapping[str, Sequence[str]]) -> list[str]:
    """Notes on files that look handed in and belong to no exercise: often one with another name than the stub's."""
    known = {path for found in candidates.values() for path in found}
    strange = [path for path in paths if path not in known and _looks_handed_in(PurePosixPath(path))]
    notes = [f"{shown(path)}: belongs to no exercise by its name and folder, passed over" for path in strange[:_NAMED]]
    return notes + ([f"{len(strange) - _NAMED} other files like this"] if len(strange) > _NAMED else [])


def _looks_handed_in(path: PurePosixPath) -> bool:
    own = path.name.startswith(("test_", "._")) or path.name in ("conftest.py", "__init__.py", "setup.py")
    skipped = not _SKIPPED.isdisjoint(part.lower() for part in path.parts)
    return path.suffix.lower() in (".py", ".zip") and not own and not skipped


def exercise_of(path: str, exercises: Sequence[str]) -> str | None:
    """The exercise that a file belongs to by its path, or None."""
    pure = PurePosixPath(path)
    folders = [part.lower() for part in pure.parts[:-1]]
    if pure.suffix.lower() != ".py" or not _SKIPPED.isdisjoint(folders):
        return None
    named = [name for name in exercises if name.partition(".")[2] == pure.stem.lower()]
    chapters = [found[1] for folder in folders if (found := _CHAPTER.fullmatch(folder))]
    if chapters:
        named = [name for name in named if name.partition(".")[0] == f"ch{chapters[-1]}"]
    return named[0] if len(named) == 1 else None


def shown(name: str) -> str:
    """A name that a student chose, fit to be printed and stored: no control characters, no broken encoding."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


#: One byte more than may be handed in: enough to see that a file is too large.
READ_BYTES = MAX_SOURCE_BYTES + 1
