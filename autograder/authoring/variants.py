"""Right answers that are kept as test data, and how they are put to an exercise's cases in this process.

``tests/rewrites/ch2/lstm_cell/*.py`` are files that deserve full marks, each written in another style.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch

from autograder.course import Course, entry_of, inner_path
from autograder.exercise import Exercise
from autograder.judge.answer import Answer, read_document
from autograder.paper import Paper
from autograder.worker.drive import drive
from autograder.worker.load import load


def rewrites(course: Course, name: str) -> dict[str, bytes]:
    """The right answers that are kept for an exercise, by style."""
    folder = course.root / "tests" / "rewrites" / inner_path(name)
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.py"))}


def in_dtype(exercise: Exercise, dtype: str) -> Exercise:
    """The exercise with every case but the runs put in `dtype`."""

    cases = [
        case if case.goal or case.dtype == dtype else replace(case, dtype=dtype, tolerance=None)
        for case in exercise.cases
    ]
    return replace(exercise, cases=cases)


@dataclass(frozen=True)
class Setting:
    """How a program is run in this process."""

    device: str = "cpu"
    threads: int = 1


def answers_here(paper: Paper, source: bytes, setting: Setting = Setting()) -> Mapping[str, Answer]:
    """The answers of a program of our own, in this process, to the probes that have a right answer."""
    before = torch.get_num_threads()
    torch.set_num_threads(setting.threads)
    try:
        names = load(source, entry_of(paper.exercise), ())
        asked = dict.fromkeys(question.asked for question in paper.questions if question.target is None)
        return {
            probe: read_document(*drive(names, paper.probes[probe], paper.arrays, setting.device, paper.dtypes[probe]))
            for probe in asked
        }
    finally:
        torch.set_num_threads(before)
