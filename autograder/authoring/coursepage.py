"""``docs/course.md``: what the course covers, and what was measured when it was proved."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from typing import Any

import torch

from autograder.authoring.coverage import read_coverage
from autograder.authoring.proofs import Evidence
from autograder.authoring.texts import TEMPLATES
from autograder.course import Course


def course_page(course: Course, found: Mapping[str, Evidence]) -> str:
    """The page, from the evidence of every exercise."""
    items = read_coverage(course)
    rows = [_row(course, name, evidence) for name, evidence in found.items()]
    chapters = {chapter: [row for row in rows if row["name"].startswith(f"{chapter}.")] for chapter in course.chapters}
    return TEMPLATES.get_template("course.md.jinja").render(
        groups={
            "Learning contents": {k: v for k, v in items.items() if k.startswith("C")},
            "Learning objectives": {k: v for k, v in items.items() if k.startswith("O")},
            "Outcomes of the whole": {k: v for k, v in items.items() if k[0] in "KPA"},
        },
        chapters=chapters,
        points=sum(course[name].points for name in found),
        minutes=sum(course[name].minutes for name in found),
        goals=[(name, goal, *figure) for name, e in found.items() for goal, figure in e.figures.items()],
        machine=f"{platform.machine()}, Linux {platform.release()}, Python {platform.python_version()},"
        f" torch {torch.__version__}, one thread",
    )


def _row(course: Course, name: str, evidence: Evidence) -> dict[str, Any]:
    exercise = course[name]
    public = sum(case.public for case in exercise.cases)
    return {
        "name": name,
        "title": exercise.title,
        "points": exercise.points,
        "minutes": exercise.minutes,
        "public": public,
        "hidden": len(exercise.cases) - public,
        "mistakes": f"{evidence.killed} of {len(exercise.mistakes)}",
        "shortcuts": f"{evidence.outclassed} of {len(exercise.shortcuts)}" if exercise.shortcuts else "",
        "noise": f"{1 / evidence.noise:.0e}" if evidence.noise else "exact",
        "weakest": f"{evidence.weakest:.0e}",
        "cpu": f"{evidence.cpu_ms:.0f}",
        "training": f"{evidence.training_ms / 1000:.1f}" if evidence.training_ms else "",
    }
