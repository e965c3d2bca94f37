"""The files of a folder, and of the engine, for what is released."""

from __future__ import annotations

from pathlib import Path

import autograder

ENGINE = Path(autograder.__file__).parent


def files_in(root: Path) -> list[tuple[str, bytes]]:
    """Path below `root` and content of every file, in order of path."""
    return [(path, (root / path).read_bytes()) for path in paths_in(root)]


def paths_in(root: Path) -> list[str]:
    """The paths of all files below `root`, in order; not what Python, Jupyter or a student's hints left there."""
    paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    own = (path for path in paths if not any(part.startswith((".", "__pycache__")) for part in path.parts))
    return sorted(path.as_posix() for path in own)
