"""One student's grades as Gradescope's ``results.json``: every number a plain float, nothing of hidden inputs."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from autograder.judge.verdict import Status
from autograder.report.exports import ExerciseInfo, Setting
from autograder.report.feedback import About
from autograder.report.summary import ExerciseResult, StudentResult

#: What a student reads whose work is not graded. ``run_autograder`` says the same where this program does not start.
NOT_GRADED = (
    "Your work could not be graded. That is no fault of yours, and it costs no points: "
    "your instructor can see the reason and run the grader again."
)


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry under ``tests``; without a score it says something and counts for nothing."""

    name: str
    status: Literal["passed", "failed"]
    output: str
    output_format: Literal["text", "md"]
    visibility: Literal["visible", "hidden"]
    score: float | None = None
    max_score: float | None = None


class Results(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole of ``results.json``. Without any score Gradescope has nothing to record."""

    output: str
    output_format: Literal["md"]
    stdout_visibility: Literal["hidden"]
    tests: list[Entry]
    score: float | None = None
    extra_data: dict[str, Any] | None = None


def not_graded(reason: str) -> Results:
    """No score; the reason is for the instructor alone."""
    entry = Entry("For the instructor: why nothing was graded", "failed", reason, "text", "hidden")
    return Results(NOT_GRADED, "md", "hidden", [entry])


def graded(student: StudentResult, infos: Sequence[ExerciseInfo], setting: Setting) -> Results:
    """An entry for every exercise; no score at all if anything is ungraded."""
    if student.total is None:
        return not_graded("; ".join(_open(student)))
    about = About({info.exercise: info for info in infos})
    tests = [
        Entry(
            f"{result.exercise} {about.infos[result.exercise].title}",
            "passed" if result.status is Status.passed else "failed",
            about.render("exercise.md.jinja", result=result).strip(),
            "md",
            "visible",
            float(result.points or 0.0),
            float(result.possible),
        )
        for result in student.exercises
    ]
    output = about.render("gradescope.md.jinja", student=student).strip()
    data = {
        "setting": msgspec.to_builtins(setting),
        "papers": {info.exercise: info.paper_digest for info in infos},
        "submission": {result.exercise: result.submission_digest for result in student.exercises},
    }
    return Results(output, "md", "hidden", tests, float(student.total), data)


def _open(student: StudentResult) -> list[str]:
    """What is ungraded, and why."""
    return [f"{result.exercise}: {_first_reason(result)}" for result in student.exercises if result.points is None]


def _first_reason(result: ExerciseResult) -> str:
    return next((case.reason for cases in result.devices.values() for case in cases if case.reason), "no reason known")


def write_results(path: Path, results: Results) -> None:
    """Write the file aside and rename it, so it is never there by half. Raises ValueError for NaN and infinity."""
    text = json.dumps(msgspec.to_builtins(results), allow_nan=False, ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    aside.write_text(text + "\n", encoding="utf-8")
    os.replace(aside, path)
