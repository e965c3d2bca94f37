"""What the students' code costs by itself: submissions loaded and put to every case, in one warm process.

    python benchmarks/own.py SUBMISSIONS CASES ROUNDS

No wall, no judge. Prints CPU milliseconds per submission.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import safetensors.numpy
import torch

from autograder.course import entry_of, inner_path
from autograder.worker.drive import drive
from autograder.worker.load import load
from autograder.worker.wire import unpack


def read_job(path: Path) -> tuple[str, list[dict[str, Any]], dict[str, Any]]:
    """The name of an exercise, its cases and their arrays."""
    _, _, rest = unpack(path.read_bytes())
    job, arrays, _ = unpack(rest)
    return path.stem, json.loads(job)["cases"], safetensors.numpy.load(arrays)


def main(submissions: Path, cases: Path, rounds: int) -> None:
    """Time the rounds that follow the first."""
    torch.set_num_threads(1)
    jobs = [read_job(path) for path in sorted(cases.glob("*.cases"))]
    students = sorted(submissions.iterdir())
    for round_number in range(rounds + 1):
        if round_number == 1:
            before = time.process_time()
        for student in students:
            for name, asked, arrays in jobs:
                sit(student / f"{inner_path(name)}.py", name, asked, arrays)
    print(1000 * (time.process_time() - before) / rounds / len(students))


def sit(path: Path, name: str, asked: list[dict[str, Any]], arrays: dict[str, Any]) -> None:
    """Load one file and put every case to it."""
    try:
        names = load(path.read_bytes(), entry_of(name), ())
    except SyntaxError:
        return
    for case in asked:
        drive(names, case["probe"], arrays, "cpu", case["dtype"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
