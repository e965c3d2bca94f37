"""What of this machine a child may read: the interpreter's and the system's libraries, and nothing else.

Not whole prefixes: a prefix may be /usr, where containers like to keep projects (/usr/src/app), or even the
project folder, if a virtual environment was made in place. Of each only libraries and programs are shown.
"""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

import autograder

PARTS = ("bin", "lib", "lib32", "lib64", "pyvenv.cfg")
PACKAGE = Path(autograder.__file__).resolve().parent
INSIDE = Path("/wall")
"""Where the shown parts of this package lie inside the namespaces."""

SHOWN = ("__init__.py", "worker", "sandbox")
"""The parts of this package that a zygote may see."""


def readable() -> list[Path]:
    """The files and folders that the interpreter needs, each by its name and by its real place."""
    executable = Path(sys.executable)
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, "/usr", "/usr/local", "/"}
    prefixes.add(str(executable.resolve().parent.parent))
    found = set()
    for prefix in prefixes:
        for place in (Path(prefix).absolute(), Path(prefix).resolve()):
            found |= {place / part for part in PARTS if (place / part).exists()}
    return outermost(found)


def outermost(paths: Iterable[Path]) -> list[Path]:
    """The paths without those that lie inside another of them."""
    kept: list[Path] = []
    for path in sorted(set(paths)):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return kept


def open_to_all(path: Path) -> bool:
    """Whether any user may reach the path: every folder on the way may be searched by others."""
    real = Path(os.path.realpath(path))
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [real, *real.parents] if folder.is_dir())
