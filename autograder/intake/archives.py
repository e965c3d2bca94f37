"""Zip archives that students made, looked into without unpacking them."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.candidates import Handed, Reader
from autograder.intake.submission import shown

MAX_ENTRIES = 20_000
#: What a damaged or hostile archive makes zipfile raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError)


@dataclass(frozen=True)
class Archive:
    """An open archive: the paths of its files, what reads them, and what is amiss.

    Reading raises one of `DAMAGED`, or OSError, where the archive is not what it says.
    """

    paths: list[str]
    read: Reader
    notes: list[str]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at `path`. Raises one of `DAMAGED`, or OSError."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        # Some archivers of Windows write backslashes, against the standard.
        members = {i.filename.replace("\\", "/"): i for i in entries[:MAX_ENTRIES] if not i.is_dir()}
        safe = [name for name in members if ".." not in name.split("/") and not name.startswith("/")]
        notes = [f"only the first {MAX_ENTRIES} files were looked at"] if len(entries) > MAX_ENTRIES else []
        notes += [f"{shown(name)}: leads out of the archive, passed over" for name in members if name not in safe]

        def read(inner: str, limit: int) -> Handed:
            if members[inner].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # bzip2 and LZMA unpack at once what may be gigabytes
                raise zipfile.BadZipFile(f"{shown(inner)} is packed in an unusual way; make an ordinary .zip")
            with archive.open(members[inner]) as file:
                return Handed(inner, file.read(limit))

        yield Archive(safe, read, notes)
