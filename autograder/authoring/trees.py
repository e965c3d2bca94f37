"""The files of a folder, and of the engine, for what is released."""

from __future__ import annotations

from pathlib import Path

import autograder

ENGINE = Path(autograder.__file__).parent


def files_in(root: Path) -> list[tuple[str, bytes]]:
    """Path below `root` and content of every file, in order of path; not what Python keeps there."""
    paths = sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [(path.relative_to(root).as_posix(), path.read_bytes()) for path in paths]
