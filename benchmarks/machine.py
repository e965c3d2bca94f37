"""Runs commands and says what they used; and describes the machine."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.metadata
import os
import platform
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("torch", "unrolled", "nbgrader", "otter-grader")
NOT_INSTALLED = "not installed"
PR_SET_CHILD_SUBREAPER = 36
#: One thread each, as in the grader: more would only get in each other's way.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}


class CommandFailed(Exception):
    """A command did not end well; the message holds the last of what it said."""


@dataclass(frozen=True)
class Usage:
    """What commands used. `peak_mb` is the largest memory of a command's own process, not of its children."""

    wall: float
    cpu: float
    peak_mb: float
    outputs: tuple[str, ...]


def adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends first, so that their CPU time is counted too."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def environment() -> dict[str, str]:
    """One thread, and the programs beside this interpreter first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, **ONE_THREAD, "PATH": path}


def measure(
    commands: Sequence[Sequence[str]], jobs: int = 1, cwd: Path | None = None, more: Mapping[str, str] | None = None
) -> Usage:
    """Run the commands, `jobs` at a time, to their end; CPU is that of all their descendants too.

    `more` is added to the environment.

    Raises CommandFailed.
    """
    cpu, wall = _cpu_of_children(), time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        done = list(pool.map(lambda command: _run(command, cwd, {**environment(), **(more or {})}), commands))
    wall = time.perf_counter() - wall
    _wait_for_orphans()
    outputs = tuple(output for output, _ in done)
    return Usage(wall, _cpu_of_children() - cpu, max(peak for _, peak in done), outputs)


def _run(command: Sequence[str], cwd: Path | None, env: Mapping[str, str]) -> tuple[str, float]:
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with _watched(process.pid) as peaks:
        output, errors = process.communicate()
    if process.returncode != 0:
        said = "\n".join((output + errors).splitlines()[-12:])
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return output, max(peaks, default=0.0)


@contextlib.contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """Look every 20 ms at the high-water mark of a process's memory, in MB."""
    peaks: list[float] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            with contextlib.suppress(OSError, StopIteration):
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                peaks.append(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_orphans() -> None:
    """Wait for what the commands left behind. Raises CommandFailed if it does not end."""
    deadline = time.monotonic() + 10
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        raise CommandFailed("a command left a process behind that does not end")


def describe_machine() -> list[tuple[str, str]]:
    """The processor, memory and kernel, and the versions that matter."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [("python", platform.python_version()), *((name, version(name)) for name in PACKAGES)]
    return [
        ("processor", f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("versions", ", ".join(f"{name} {number}" for name, number in versions)),
    ]


def version(package: str) -> str:
    """The version of an installed package."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return NOT_INSTALLED
