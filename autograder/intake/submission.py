"""A student's submission: for each exercise the file that counts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.judge.rules import MAX_SOURCE_BYTES

_CHAPTER = re.compile(r"ch\d+", re.IGNORECASE)
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


def choose_files(
    paths: Iterable[str], exercises: Sequence[str], read: Callable[[str], Handed]
) -> tuple[dict[str, Handed], list[str]]:
    """Pick the file that counts for each exercise, and say what was passed over.

    ``…/ch2/…/lstm_cell.py`` counts for ch2.lstm_cell wherever it lies; without any folder named like a chapter the
    file's name is enough if no other chapter has such an exercise. Of several, the one least deep counts.
    """
    candidates: dict[str, list[str]] = {}
    for path in paths:
        exercise = exercise_of(path, exercises)
        if exercise is not None:
            candidates.setdefault(exercise, []).append(path)
    chosen, notes = {}, []
    for exercise, found in sorted(candidates.items()):
        first, *others = sorted(found, key=lambda path: (path.count("/"), path))
        chosen[exercise] = read(first)
        notes += [f"{exercise}: {shown(first)} counts; {shown(other)} was passed over" for other in others]
    return chosen, notes


def exercise_of(path: str, exercises: Sequence[str]) -> str | None:
    """The exercise that a file belongs to by its path, or None."""
    pure = PurePosixPath(path)
    folders = [part.lower() for part in pure.parts[:-1]]
    if pure.suffix.lower() != ".py" or not _SKIPPED.isdisjoint(folders):
        return None
    named = [name for name in exercises if name.partition(".")[2] == pure.stem.lower()]
    chapters = [folder for folder in folders if _CHAPTER.fullmatch(folder)]
    if chapters:
        named = [name for name in named if name.partition(".")[0] == chapters[-1]]
    return named[0] if len(named) == 1 else None


def shown(name: str) -> str:
    """A name that a student chose, fit to be printed and stored: no control characters, no broken encoding."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


#: One byte more than may be handed in: enough to see that a file is too large.
READ_BYTES = MAX_SOURCE_BYTES + 1
