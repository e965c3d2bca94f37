"""Strikes that are handed in, in a class graded by the command: names, links, archives, what reports say of them."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.authoring.solution import read_solution
from autograder.course import Course

ROOT = Path(__file__).parents[2]
ATTACKS = ROOT / "tests" / "attacks"
EXERCISE = "ch2.lstm_cell"
HONEST = "ann"
SECRET = b"the secret of strikes alone"
#: The grader of a class of two needs half of this.
MOST_MEMORY = 800 << 20
MOST_REPORT = 200 << 10
#: What the attacks on secrecy write in the place of a hidden input's digits.
DIGITS = "31337"


def won(names: Sequence[str]) -> dict[str, str]:
    """Grade a class with all that these hand in. Who won anything is not told apart: "" stands for no win at all."""
    work = Path(tempfile.mkdtemp(prefix="handed-in-"))
    try:
        said = _said(names, work)
    finally:
        subprocess.run(["rm", "-rf", work], check=True)  # too deep for Python, perhaps
    return {name: said for name in names} if said else {}


def grade(folder: Path, to: Path) -> subprocess.CompletedProcess[str]:
    """Grade a folder of submissions by the command, as this copy of the grader has it."""
    seed = to.with_suffix(".seed")
    seed.write_bytes(SECRET)
    words = ["grade", folder, "--to", to, "--exercise", EXERCISE, "--seed-file", seed, "--jobs", "1"]
    # -P: the course is that of this folder, the package is not.
    command = [sys.executable, "-P", "-m", "autograder.cli", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, errors="surrogateescape", timeout=120, check=False
    )


def honest(folder: Path, student: str = HONEST) -> Path:
    """Hand in the right program, as this student."""
    course = Course.find(ROOT)
    path = folder / student / "ch2" / "lstm_cell.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(read_solution(course.solution_file(EXERCISE), EXERCISE).code, encoding="utf-8")
    return path


def marks(to: Path) -> dict[str, float]:
    """Each student's total."""
    students = json.loads((to / "grades.json").read_text(encoding="utf-8"))["students"]
    return {student["student"]: student["total"] for student in students}


def _said(names: Sequence[str], work: Path) -> str:
    folder, to = work / "class", work / "out"
    folder.mkdir()
    honest(folder)
    for name in names:
        _module(ATTACKS / f"{name}.py").hand_in(folder)
    with _opened(folder) as opened:
        try:
            done = grade(folder, to)
        except subprocess.TimeoutExpired:
            return "the grader hangs"
    if opened:
        return f"the grader waited for {opened[0]}"
    if done.returncode:
        return f"the grader ended with {done.returncode}: {(done.stderr or done.stdout)[-200:]}"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    if peak > MOST_MEMORY:
        return f"the grader needed {peak >> 20} MiB"
    return _of_marks(marks(to)) or _of_reports(to, done.stdout + done.stderr)


def _of_marks(found: dict[str, float]) -> str:
    if found.pop(HONEST, None) != 7:
        return "the neighbour has not all points"
    return next((f"{student} got {points:g} points" for student, points in found.items() if points), "")


def _of_reports(to: Path, terminal: str) -> str:
    texts = {path.name: path.read_text(encoding="utf-8") for path in [*to.glob("grades.*[nv]"), *to.glob("feedback/*")]}
    for name, text in {**texts, "the terminal": terminal}.items():
        if "\x1b" in text or "\x07" in text:
            return f"{name} has a control character"
        if len(text) > MOST_REPORT:
            return f"{name} has {len(text)} characters"
        if name.endswith(".csv") and re.search(r"^[=+@-]", text, re.MULTILINE):
            return f"{name} has a formula"
        if name.endswith(".md") and re.search(r"<[a-zA-Z/!]|(?<!\\)\[click(?<!\\)\]", text):
            return f"{name} has markup"
        # the instructor's terminal and tables show no such digits either
        if DIGITS in text:
            return f"{name} has the digits of a hidden input"
    return ""


def _module(path: Path):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(f"handed_in_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[list[str]]:
    """Named pipes in the folder that somebody opened for reading: they are opened for writing too, so nobody hangs."""
    pipes = [path for path in folder.glob("*/*/*") if path.is_fifo()]
    found: list[str] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            for path in pipes:
                with contextlib.suppress(OSError):  # without a reader
                    os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
                    found.append(path.name)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()
