"""Notebooks as nbgrader and otter-grader want them: a cell for each answer, and its test."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
STUB = "raise NotImplementedError()"


def write_notebook(path: Path, cells: Sequence[Cell]) -> None:
    """Write a notebook of these cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), encoding="utf-8")


def code_cell(identity: str, source: str, **nbgrader: Any) -> Cell:
    """A code cell; `nbgrader` is what nbgrader keeps in its metadata."""
    about = {"schema_version": 3, "task": False, "grade_id": identity, **nbgrader}
    metadata = {"nbgrader": about} if nbgrader else {}
    cell = {"cell_type": "code", "id": identity, "metadata": metadata, "source": source}
    return cell | {"execution_count": None, "outputs": []}


def identity_of(exercise: str) -> str:
    """The exercise's name as the identity of a cell and the name of a test file."""
    return exercise.replace(".", "_")


def course_cells(points: Mapping[str, float]) -> list[Cell]:
    """The instructor's notebook for nbgrader. A test cell's last expression is the points it earned."""
    cells = []
    for exercise, possible in points.items():
        answer = {"grade": False, "solution": True, "locked": False}
        test = {"grade": True, "solution": False, "locked": True, "points": possible}
        source = f"from frozen import Checks\nChecks('{exercise}.cases').points(globals())"
        cells.append(code_cell(identity_of(exercise), STUB, **answer))
        cells.append(code_cell(f"{identity_of(exercise)}_test", source, **test))
    return cells


def filled_in(released: Path, answers: Mapping[str, str]) -> list[Cell]:
    """The cells of a released notebook with a student's answers in their places."""
    cells: list[Cell] = json.loads(released.read_text(encoding="utf-8"))["cells"]
    sources = {identity_of(exercise): source for exercise, source in answers.items()}
    for cell in cells:
        identity = cell["metadata"]["nbgrader"]["grade_id"]
        cell["source"] = sources.get(identity, cell["source"])
    return cells


def answer_cells(answers: Mapping[str, str]) -> list[Cell]:
    """A student's notebook for otter-grader."""
    return [code_cell(identity_of(exercise), source) for exercise, source in answers.items()]


def otter_test(exercise: str, points: Mapping[str, float]) -> str:
    """A test file for otter-grader, with one test case for each case of the exercise."""
    head = f"""\
from frozen import Checks
from otter.test_files import test_case

OK_FORMAT = False
name = {identity_of(exercise)!r}
points = {sum(points.values())!r}
checks = Checks({exercise + ".cases"!r})
"""
    return head + "".join(
        f"""

@test_case(name={case!r}, points={worth!r}, hidden=True)
def test_{case}(env):
    assert checks.passes({case!r}, env)
"""
        for case, worth in points.items()
    )
