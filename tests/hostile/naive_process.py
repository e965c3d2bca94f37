"""The naive grader as a process behind bubblewrap: started when first asked, and again when an attack ended it."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from .bait import Bait, fill
from .naive import ROOT, SECONDS
from .outcome import FEEL, Attack, Happened, felt_in


class Naive:
    """The naive grader, started when it is first asked, and again when an attack has ended it."""

    def __init__(self, bait: Bait, solution: str) -> None:
        self._bait = bait
        self._solution = solution
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def happened(self, attack: Attack) -> Happened:
        """Have an attack and an honest neighbour graded by it."""
        bait = self._bait
        folder = bait.place / "naive"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "attacker.py").write_bytes(fill(attack.text, bait.words()))
        (folder / "neighbour.py").write_text(f"{FEEL}\n{self._solution}", encoding="utf-8")
        job = {"folder": str(folder), "mark": bait.mark, "memory": bait.tokens["memory"]}
        happened = Happened()
        try:
            happened.traces = self._ask({**job, "expected": bait.tokens["expected"]})
        except (OSError, ValueError):
            self._end()
            happened.failed = "all of it was ended"
            return happened
        happened.traces += bait.traces()
        happened.written = _end_of(folder / "log").split(b"\nFELT ")[0] + _end_of(folder / "attacker.marks")
        happened.points, happened.neighbour = (_points(folder / f"{who}.marks") for who in ("attacker", "neighbour"))
        happened.felt = felt_in(_end_of(folder / "log"))
        return happened

    def _ask(self, job: dict[str, str]) -> list[str]:
        if self._process is None:
            self._process = self._start()
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], 4 * SECONDS)[0]:
            raise OSError("it does not answer")
        found: list[str] = json.loads(self._process.stdout.readline())
        return found

    def _start(self) -> subprocess.Popen[str]:
        place = str(self._bait.place)
        words = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", "--unshare-ipc"]
        words += ["--tmpfs", "/tmp", "--tmpfs", "/var/tmp", "--tmpfs", "/dev/shm", "--bind", place, place]
        for folder in sorted({sys.prefix, sys.base_prefix, str(ROOT)}):
            words += ["--ro-bind", folder, folder]
        words += ["--die-with-parent", "--chdir", str(ROOT), "--", sys.executable, "-m", "tests.hostile.naive", place]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
        # In a session of its own: a signal to a process group reaches those outside of the namespace as well.
        return subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, start_new_session=True
        )

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _points(path: Path) -> float:
    """The points in a file of marks; none, where there are none."""
    try:
        return float(json.loads(path.read_text(encoding="utf-8"))["points"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0


def _end_of(path: Path) -> bytes:
    try:
        with open(path, "rb") as file:
            file.seek(max(0, path.stat().st_size - (1 << 20)))
            return file.read()
    except OSError:
        return b""
