"""What the tests of whole classes share: the command, what it gave, and what is right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
SECRET = "the secret of the sample class: 0123456789abcdef\n"
JOBS = 2


class Marked(NamedTuple):
    """What a student gets for one exercise."""

    status: str
    points: float | None
    mistake: str | None


NOTHING = Marked("not handed in", 0, None)
UNTOUCHED = Marked("not started", 0, None)
Marks = dict[tuple[str, str], Marked]


@dataclass(frozen=True)
class Run:
    """One run of the command: what it said, and where it wrote."""

    done: subprocess.CompletedProcess[str]
    to: Path

    @property
    def grades(self) -> dict[str, Any]:
        """grades.json"""
        return dict(json.loads((self.to / "grades.json").read_text(encoding="utf-8")))

    def marks(self) -> Marks:
        """Status, points and mistake of every student's every exercise."""
        return {
            (student["student"], entry["exercise"]): Marked(entry["status"], entry["points"], entry["mistake"])
            for student in self.grades["students"]
            for entry in student["exercises"]
        }

    def reason(self, student: str, exercise: str) -> str:
        """The first reason that is given for points that are missing."""
        for one in self.grades["students"]:
            for entry in one["exercises"]:
                if (one["student"], entry["exercise"]) == (student, exercise):
                    cases = [case for device in entry["devices"].values() for case in device]
                    return next((f"{case['case']}: {case['reason']}" for case in cases if "reason" in case), "")
        return "no such exercise"

    def feedback(self, student: str) -> str:
        """What the student reads."""
        return (self.to / "feedback" / f"{student}.md").read_text(encoding="utf-8")


def command(*arguments: str | Path) -> list[str]:
    """The command line of the grader."""
    return [sys.executable, "-m", "autograder.cli", *map(str, arguments)]


def run(words: list[str], to: Path, cwd: Path = ROOT, **environment: str) -> Run:
    """Run a command line that writes to `to`."""
    env = {**os.environ, **environment}
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=600, check=False)
    return Run(done, to)


def expectations(students: Path) -> dict[str, dict[str, Any]]:
    """The expected.toml of every student in a folder, by name."""
    files = {path.parent.name: path for path in students.glob("*/expected.toml")}
    files |= {path.name.removesuffix(".expected.toml"): path for path in students.glob("*.expected.toml")}
    return {name: tomllib.loads(path.read_text(encoding="utf-8")) for name, path in sorted(files.items())}


def expected_marks(students: Path, exercises: tuple[str, ...]) -> Marks:
    """What is right, for every student in a folder and every exercise."""
    right: Marks = {}
    for student, told in expectations(students).items():
        verdicts = told.get("verdicts", {})
        assert set(verdicts) <= set(exercises), f"{student}: no such exercise in {sorted(verdicts)}"
        for exercise in exercises:
            verdict = verdicts.get(exercise, told.get("every"))
            untouched = exercise.partition(".")[0] in told.get("untouched", ())
            nothing = UNTOUCHED if untouched else NOTHING
            right[student, exercise] = (
                nothing if verdict is None else Marked(verdict["status"], verdict["points"], verdict.get("mistake"))
            )
    return right


def differences(given: Run, right: Marks) -> list[str]:
    """One line for each mark that is not the right one."""
    marks = given.marks()
    lines = []
    for student, exercise in sorted(right.keys() | marks.keys()):
        wanted, got = right.get((student, exercise)), marks.get((student, exercise))
        if wanted != got:
            lines.append(f"{student} {exercise}: expected {_text(wanted)}, got {_text(got)}")
            lines.append(f"    {given.reason(student, exercise)}")
    return lines


def _text(marked: Marked | None) -> str:
    if marked is None:
        return "nothing"
    return f"{marked.status} ({marked.points:g})" + (f" {marked.mistake}" if marked.mistake else " no name")
