"""What a course does that wrote a test file and a loop: student code, answers and marks share one process.

It runs behind bubblewrap, so that what it cannot stop harms nobody: this is the program inside, which forks a warm
process for each attack; `hostile.naive_process` starts it and asks.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch

from .bait import SIGNALS, fill, left_behind
from .outcome import FEEL

ROOT = Path(__file__).parents[2]
POINTS = 7.0
SECONDS = 8.0
CPU_SECONDS = 3
MEMORY_BYTES = 3 << 30
SIZES = ((1, 1, 1), (2, 3, 2), (3, 4, 5), (3, 8, 2), (3, 4, 1), (1, 4, 5), (2, 2, 2))


def marks_of(student: ModuleType, reference: Any, token: str) -> float:
    """The hidden tests: seven cases, a point each."""
    expected_token = token  # noqa: F841 (stands for whatever secrets a test file has in its variables)
    points = 0.0
    for number, (B, D, H) in enumerate(SIZES):
        torch.manual_seed(number)
        arguments = [torch.randn(B, D), (torch.randn(B, H), torch.randn(B, H))]
        arguments += [torch.randn(4 * H, D), torch.randn(4 * H, H), torch.randn(4 * H), torch.randn(4 * H)]
        try:
            got = student.lstm_cell(*arguments)
            expected = reference(*arguments)
            for mine, right in zip(got, expected, strict=False):
                if number < 3:
                    torch.testing.assert_close(mine, right)
                elif number < 5:
                    assert torch.allclose(mine, right, atol=1e-5)
                elif number < 6:
                    assert np.allclose(mine.numpy(), right.numpy(), atol=1e-5)
                elif (mine - right).abs().max() > 1e-4:
                    raise AssertionError("too far from the right answer")
            points += 1
        except Exception:
            traceback.print_exc()
    return points


def grade(path: Path, reference: Any, token: str) -> float:
    """Import what was handed in, and test it."""
    try:
        if any(f"nn.{name}(" in path.read_text() for name in ("LSTM", "LSTMCell")):
            return 0.0
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
    except Exception:
        traceback.print_exc()
        return 0.0
    return marks_of(module, reference, token)


def grade_class(folder: Path, token: str) -> None:
    """Grade the attacker's file and then the neighbour's; one file of marks each."""
    from reference.ch2.lstm_cell import lstm_cell as reference

    for student in ("attacker", "neighbour"):
        with open(folder / f"{student}.marks", "w") as marks:
            json.dump({"points": grade(folder / f"{student}.py", reference, token)}, marks)


def serve(place: Path) -> None:
    """For every line, which says what to grade, fork and grade it; the answer is a line of what was seen."""
    _warm_up(place)
    received: list[int] = []
    for number in SIGNALS:
        signal.signal(number, lambda number, frame: received.append(number))
    reply = os.dup(1)
    victim = subprocess.Popen(["sleep", "3600"])
    for line in sys.stdin:
        job = json.loads(line)
        received.clear()
        pid = os.fork()
        if pid == 0:
            os.close(reply)
            _child(place, job, victim.pid)
        deadline = time.monotonic() + SECONDS
        while os.waitpid(pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                break
            time.sleep(0.01)
        traces = left_behind(job["mark"], place / "scratch")
        traces += [f"the grader received {signal.Signals(number).name}" for number in received]
        if victim.poll() is not None:
            traces.append("another process was killed")
            victim = subprocess.Popen(["sleep", "3600"])
        others = {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()}
        for other in others - {1, os.getpid(), victim.pid, os.getppid()}:
            with contextlib.suppress(OSError):
                os.kill(other, signal.SIGKILL)
                traces.append("a process was left")
        os.write(reply, json.dumps(traces).encode() + b"\n")


def _warm_up(place: Path) -> None:
    """Do once what every grading would do for the first time."""
    from reference.ch2.lstm_cell import lstm_cell as reference

    folder = place / "warm"
    folder.mkdir(exist_ok=True)
    (folder / "warm.py").write_text(f"{FEEL}\nfrom reference.ch2.lstm_cell import lstm_cell\n", encoding="utf-8")
    log = os.open(folder / "log", os.O_CREAT | os.O_WRONLY)
    kept = os.dup(1)
    os.dup2(log, 1)
    assert grade(folder / "warm.py", reference, "") == POINTS
    os.dup2(kept, 1)
    os.close(kept)
    os.close(log)


def _child(place: Path, job: dict[str, Any], victim: int) -> None:
    """Grade the two, within limits; never returns."""
    folder = Path(job["folder"])
    with contextlib.suppress(BaseException):
        log = os.open(folder / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chdir(folder)
        memory = ctypes.create_string_buffer(job["memory"].encode())
        more = {"GRADER": os.getpid(), "ZYGOTE": os.getppid(), "VICTIM": victim}
        attack = folder / "attacker.py"
        attack.write_bytes(fill(attack.read_text(), {**more, "ADDRESS": ctypes.addressof(memory)}))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (16 << 20, 16 << 20))
        grade_class(folder, job["expected"])
        sys.stdout.flush()
        os._exit(0)
    os._exit(1)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
