"""Files in memory that travel with a job: inputs, and an output and a log to be filled."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence


@contextlib.contextmanager
def job_files(inputs: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Descriptors of the inputs (one behind the other), the output and the log."""
    if sys.platform != "linux":
        raise OSError("files in memory need Linux")
    with contextlib.ExitStack() as stack:
        files = []
        for name in ("inputs", "output", "log"):
            files.append(os.memfd_create(name, os.MFD_CLOEXEC))
            stack.callback(os.close, files[-1])
        with open(files[0], "wb", closefd=False) as file:
            file.writelines(inputs)
        yield files[0], files[1], files[2]


def size(fd: int) -> int:
    """How many bytes the file has."""
    return os.fstat(fd).st_size


def tail(fd: int, most: int) -> bytes:
    """The last bytes of a file, at most so many; only for files whose writer is dead."""
    if sys.platform != "linux":
        raise OSError("files in memory need Linux")
    length = min(size(fd), most)
    start = size(fd) - length
    parts = []
    while length > 0 and (part := os.pread(fd, length, start)):
        parts.append(part)
        start += len(part)
        length -= len(part)
    return b"".join(parts)
