"""A folder with one folder, one zip archive, or one notebook, a student."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.intake.archives import DAMAGED, MAX_ENTRIES, Archive, opened
from autograder.intake.candidates import Handed
from autograder.intake.program import Wanted
from autograder.intake.submission import Submission, choose_files, shown

MAX_DEPTH = 16
#: So many archives in one student's folder are opened.
MAX_ARCHIVES = 20


class IntakeError(Exception):
    """There is nothing to grade; the message says what was looked for."""


def students_in(root: Path) -> dict[str, Path]:
    """The folders, archives and notebooks in `root`, by student, in order of name. Raises IntakeError."""
    if not root.is_dir():
        raise IntakeError(f"{root} is not a folder; it should hold one folder, .zip or .ipynb for each student")
    found = [path for path in root.iterdir() if not path.name.startswith(".") and _is_student(path)]
    if not found:
        raise IntakeError(f"{root} holds no folder, no .zip and no .ipynb; it should hold one for each student")
    names = Counter(student_of(path) for path in found)
    twice = ", ".join(sorted(name for name, count in names.items() if count > 1))
    if twice:
        raise IntakeError(f"{root} holds more than one submission of {twice}; rename them, or keep one of each")
    return {student_of(path): path for path in sorted(found, key=lambda path: path.name)}


def student_of(path: Path) -> str:
    """The student's name: the folder's, or the file's without its ending unless a folder has that name."""
    return shown(path.name if path.is_dir() or path.with_suffix("").is_dir() else path.stem)


def _is_student(path: Path) -> bool:
    """A pipe or a device is none, whatever it is called: whoever opens one may wait for ever."""
    mode = path.lstat().st_mode
    return stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and path.suffix.lower() in (".zip", ".ipynb"))


def passed_over(root: Path) -> list[str]:
    """What lies in `root` and is taken for no submission: an archive of another kind, say. Hidden files are not named,
    and neither is what belongs to a submission by its name."""
    students = {path.name.split(".")[0] for path in root.iterdir() if _is_student(path)}
    found = [path for path in root.iterdir() if not path.name.startswith(".") and not _is_student(path)]
    return sorted(shown(path.name) for path in found if path.name.split(".")[0] not in students)


def read_submission(student: str, path: Path, wanted: Mapping[str, Wanted]) -> Submission:
    """What the student of this folder, archive or notebook handed in. Never raises for what lies inside."""
    if path.is_dir():
        return _read_folder(path, student, wanted)
    if path.suffix.lower() == ".ipynb":
        files, notes = choose_files([path.name], wanted, lambda name, limit: read_file(path, name, limit))
        return Submission(student, files, tuple(notes))
    try:
        with opened(path) as archive:
            files, notes = choose_files(archive.paths, wanted, archive.read)
            return Submission(student, files, (*notes, *archive.notes))
    except DAMAGED as error:
        return Submission(student, broken=f"the archive cannot be opened ({error})")
    except OSError as error:
        if error.errno in (None, errno.EINVAL):  # an offset inside the archive that leads nowhere
            return Submission(student, broken=f"the archive cannot be opened ({error})")
        return Submission(student, {name: Handed(path.name, b"", str(error)) for name in wanted})


def _read_folder(root: Path, student: str, wanted: Mapping[str, Wanted]) -> Submission:
    notes: list[str] = []
    paths = list(_walk(root, "", 0, notes))
    if len(paths) > MAX_ENTRIES:
        notes.append(f"only the first {MAX_ENTRIES} files were looked at")
    with contextlib.ExitStack() as stack:
        archives = _archives(root, paths[:MAX_ENTRIES], stack, notes)

        def read(inner: str, limit: int) -> Handed:
            packed = next((name for name in archives if inner.startswith(f"{name}/")), None)
            if packed is None:
                return read_file(root / inner, inner, limit)
            try:
                return archives[packed].read(inner.removeprefix(f"{packed}/"), limit)
            except (*DAMAGED, OSError) as error:
                return Handed(inner, b"", broken=f"{shown(packed)} cannot be opened ({error})")

        inside = [f"{name}/{path}" for name, archive in archives.items() for path in archive.paths]
        outside = [path for path in paths[:MAX_ENTRIES] if path not in archives]
        files, more = choose_files([*outside, *inside], wanted, read)
    return Submission(student, files, (*notes, *more))


def _archives(root: Path, paths: Sequence[str], stack: contextlib.ExitStack, notes: list[str]) -> dict[str, Archive]:
    """The zip archives among these files, open: a folder may hold one for each assignment."""
    found = {}
    for path in [path for path in paths if path.lower().endswith(".zip")][:MAX_ARCHIVES]:
        try:
            found[path] = stack.enter_context(opened(root / path))
            notes += [f"{shown(path)}: {note}" for note in found[path].notes]
        except (*DAMAGED, OSError) as error:
            notes.append(f"{shown(path)}: cannot be opened ({error})")
    return found


def read_file(path: Path, name: str, limit: int) -> Handed:
    """A file of the disk, up to so many bytes."""
    try:
        with open(path, "rb") as file:
            return Handed(name, file.read(limit))
    except OSError as error:
        return Handed(name, b"", f"the file cannot be read ({error.strerror})")


def _walk(root: Path, inner: str, depth: int, notes: list[str]) -> Iterator[str]:
    """Regular files below `root`, as paths with slashes. Links are not followed."""
    if depth > MAX_DEPTH:
        notes.append(f"{shown(inner)}: folders nested deeper than {MAX_DEPTH} were not looked at")
        return
    try:
        entries = sorted(os.scandir(root / inner), key=lambda entry: entry.name)
    except OSError as error:
        notes.append(f"{shown(inner) or '.'}: cannot be listed ({error.strerror})")
        return
    for entry in entries:
        path = f"{inner}/{entry.name}" if inner else entry.name
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            notes.append(f"{shown(path)}: cannot be looked at ({error.strerror})")
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(root, path, depth + 1, notes)
        elif stat.S_ISREG(mode):
            yield path
        elif path.endswith((".py", ".ipynb")):
            notes.append(f"{shown(path)}: not a regular file, passed over")
