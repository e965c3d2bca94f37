"""The same submissions as scripts and as notebooks, graded by `autograder grade` in the same run.

    python benchmarks/forms.py                  200 submissions of seven exercises in each form
    python benchmarks/forms.py --outputs 5      notebooks with five megabytes of outputs each

A notebook submission is the chapters' notebooks with the same answers in their cells, and the cells that students leave
there: plots, prints, a training loop, shell lines.
"""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from bulk import OURS, Ours
from classroom import HERE
from machine import adopt_orphans, describe_machine
from peers import quotient
from submissions import MISTAKES, Author, name_of

from autograder.course import Course, chapter_of
from autograder.intake.notebook import identity_of

SCRATCH = (
    "%matplotlib inline\n!pip install --quiet torch\nimport matplotlib.pyplot as plt\nimport torch",
    "model = torch.nn.LSTM(3, 5)\nfor epoch in range(100000):\n    out, _ = model(torch.randn(7, 2, 3))",
    "plt.plot([1, 2, 3])\nplt.show()",
)


def notebooks(course: Course, author: Author, to: Path, count: int, megabytes: int) -> None:
    """Write the first `count` submissions as notebooks into the folder `to`."""
    released = {
        chapter: json.loads((course.root / "assignments" / chapter / f"{chapter}.ipynb").read_text(encoding="utf-8"))
        for chapter in course.chapters
    }
    for number in range(count):
        answers = author.submission(number)
        for chapter in sorted({chapter_of(name) for name in answers}):
            path = to / name_of(number) / f"{chapter}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(_filled_in(released[chapter], answers, megabytes))
            path.write_text(text, encoding="utf-8")


def _filled_in(released: dict[str, Any], answers: dict[str, str], megabytes: int) -> dict[str, Any]:
    sources = {identity_of(name): f"# {name}\n{source}" for name, source in answers.items()}
    cells = [{**cell, "source": sources.get(cell["id"], cell["source"])} for cell in released["cells"]]
    output = {"output_type": "stream", "name": "stdout", "text": ["0.123456\n"] * (megabytes * 100_000)}
    scratch = [
        {"cell_type": "code", "id": f"own-{i}", "metadata": {}, "source": source, "execution_count": 1, "outputs": []}
        for i, source in enumerate(SCRATCH)
    ]
    scratch[-1]["outputs"] = [output]
    return {**released, "cells": [*scratch, *cells]}


def marks(folder: Path) -> list[list[str]]:
    """The rows of grades.csv."""
    with open(folder / "grades.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def main(
    submissions: Annotated[int, typer.Option(min=50, help="Submissions in each form.")] = 200,
    outputs: Annotated[int, typer.Option(help="Megabytes of outputs in each notebook.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions under way at once.")] = 2,
) -> None:
    """Grade one class in two forms and print what each costs."""
    adopt_orphans()
    course = Course.find(HERE)
    names = course.select(exercises=tuple(MISTAKES))
    author = Author(course, names)
    with tempfile.TemporaryDirectory(prefix="forms-") as folder:
        usages = {}
        for form in ("scripts", "notebooks"):
            work = Path(folder) / form
            work.mkdir()
            ours = Ours(author, names, course.root, work, jobs)
            if form == "notebooks":
                for count in (1, jobs, submissions):
                    notebooks(course, author, work / f"class-{count}", count, outputs)
            ours.warm_up()
            start = quotient(ours.grade(jobs), jobs, ours.grade(submissions), submissions)
            usages[form] = ours.grade(submissions), start
        same = marks(Path(folder) / "scripts" / f"out-{submissions}") == marks(
            Path(folder) / "notebooks" / f"out-{submissions}"
        )
    print(f"{OURS}, {submissions} submissions of {len(names)} exercises, {jobs} jobs; start-up left out of each")
    print(f"{'':12}{'wall s':>8}{'wall ms each':>14}{'CPU ms each':>13}")
    each = {}
    for form, (whole, start) in usages.items():
        each[form] = (whole.wall - start.wall) / submissions * 1000
        cpu = (whole.cpu - start.cpu) / submissions * 1000
        print(f"{form:12}{whole.wall:8.1f}{each[form]:14.1f}{cpu:13.1f}")
    print(f"speed of notebooks: {each['scripts'] / each['notebooks']:.2f} of that of scripts; marks the same: {same}")
    for label, text in describe_machine():
        print(f"{label:15}{text}")


if __name__ == "__main__":
    typer.run(main)
