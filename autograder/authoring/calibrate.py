"""Tolerances, measured: how far right programs err, and how far the weakest known mistake does."""

from __future__ import annotations

import itertools
import math
import os
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from autograder.authoring.proofs import MARGIN
from autograder.authoring.variants import Setting, answers_here, in_dtype, rewrites
from autograder.course import Course
from autograder.exercise import Exercise
from autograder.judge.compare import distance
from autograder.judge.question import Question
from autograder.judge.verdict import Status, decide
from autograder.offspring import offspring
from autograder.paper import Paper
from autograder.questions import ask, set_paper

SECRETS = (b"calibrate, first secret", b"calibrate, second secret")
THREADS = (1, 2)
_HEAD = "| exercise | dtype | device | right programs | err by at most | tolerance | weakest mistake | below | above |"


@dataclass
class Window:
    """What was measured of an exercise in one dtype on one device.

    Attributes:
        noise: the largest error of a right program, as `autograder.judge.compare.errors` measures it.
        weakest: the smallest, over known mistakes, of the largest error that gives the mistake away.
        tolerance: the one in force.
        programs: how many right programs were put; each with each number of threads and each secret.
        refused: those that did not pass, with the case.
        left_out: cases that have no meaning in this dtype: the oracle itself errs there, or is float64 by definition.
        unseen: known mistakes whose every number is right in this dtype, such as one that makes float32 of float64.
    """

    exercise: str
    dtype: str
    device: str
    noise: float
    weakest: float
    tolerance: float
    programs: int
    refused: list[str]
    left_out: set[str]
    unseen: set[str]

    @property
    def below(self) -> float:
        """How many times smaller than the tolerance right programs err."""
        return self.tolerance / self.noise if self.noise else math.inf

    @property
    def above(self) -> float:
        """How many times larger than the tolerance the weakest mistake errs."""
        return self.weakest / self.tolerance


def calibrate(course: Course, only: tuple[str, ...], to: Path | None, console: Console) -> bool:
    """Measure the exercises `only` (all if empty), print the table and what is amiss; write it to a page if all is
    well."""
    windows = []
    asked = _asked(course, course.select(exercises=only))
    with offspring(os.cpu_count() or 1, "spawn") as pool:
        for window in pool.map(measure, itertools.repeat(course.root), *zip(*asked, strict=True)):
            windows.append(window)
            console.print(_row(window), highlight=False, markup=False, soft_wrap=True)
    complaints = [text for window in windows for text in _complaints(window)]
    for complaint in complaints:
        console.print(f"✗ {complaint}", style="red", highlight=False, markup=False)
    programs = sum({window.exercise: window.programs for window in windows}.values())
    runs = sum(window.programs for window in windows) * len(THREADS) * len(SECRETS)
    refused = sum(len(window.refused) for window in windows)
    ways = f"the dtypes of each exercise, {len(THREADS)} numbers of threads, {len(SECRETS)} secrets"
    console.print(f"{programs} right programs in {ways}: {runs} sittings, {refused} cases refused", highlight=False)
    if to is not None and not complaints:
        to.write_text(page(windows), encoding="utf-8")
    return not complaints


def _asked(course: Course, names: Sequence[str]) -> list[tuple[str, str]]:
    """Exercises, each with the dtypes in which it can be asked."""
    return [(name, dtype) for name in names for dtype in course[name].tolerance]


def measure(root: Path, name: str, dtype: str, device: str = "cpu") -> Window:
    """Put every right program and every known mistake to the cases of an exercise of the course at `root`."""
    warnings.simplefilter("ignore")  # students' code may warn
    course = Course.find(root)
    exercise = in_dtype(course[name], dtype)
    programs = {"the model solution": exercise.model.encode(), **rewrites(course, name)}
    window = Window(name, dtype, device, 0.0, math.inf, exercise.tolerance[dtype], len(programs), [], set(), set())
    for secret in SECRETS:
        paper = set_paper(exercise, name, secret)
        questions = list(_meaningful(paper, exercise, window))
        for (style, source), threads in itertools.product(programs.items(), THREADS):
            _put(paper, questions, style, source, Setting(device, threads), window)
        window.weakest = min(window.weakest, _weakest(paper, questions, exercise, dtype, window.unseen))
    return window


def _meaningful(paper: Paper, exercise: Exercise, window: Window) -> Iterator[Question]:
    """The questions that can be asked in the dtype: the model solution itself is right there."""
    answers = answers_here(paper, exercise.model.encode())
    for question in paper.questions:
        if question.target is not None:
            continue
        answer = answers[question.asked]
        exact = distance(answer, question.expected) * MARGIN <= question.tolerance
        if decide(question, answer).status is Status.passed and exact:
            yield question
        else:
            window.left_out.add(question.name)


def _put(paper: Paper, questions: list[Question], style: str, source: bytes, setting: Setting, window: Window) -> None:
    answers = answers_here(paper, source, setting)
    for question in questions:
        verdict = decide(question, answers[question.asked])
        if verdict.status is not Status.passed:
            window.refused.append(f"{style}: {question.name}")
            continue
        error = distance(answers[question.asked], question.expected)
        scale = window.tolerance / question.tolerance  # of a case with a tolerance of its own
        window.noise = max(window.noise, error * scale)


def _weakest(paper: Paper, questions: list[Question], exercise: Exercise, dtype: str, unseen: set[str]) -> float:
    """The smallest over known mistakes of the largest error, in units of the error measure, if there is one."""
    weakest = math.inf
    for mistake in exercise.mistakes:
        names = {**exercise.oracles, **mistake.functions}
        scales = (
            (question, exercise.tolerance[paper.dtypes[question.asked]] / question.tolerance) for question in questions
        )
        errors = (
            distance(ask(names, paper.probes[question.asked], paper.arrays), question.expected) * scale
            for question, scale in scales
        )
        largest = max(errors, default=math.inf)
        if largest * MARGIN <= exercise.tolerance[dtype]:
            unseen.add(mistake.name)
        else:
            weakest = min(weakest, largest)
    return weakest


def _complaints(window: Window) -> Iterator[str]:
    where = f"{window.exercise} in {window.dtype}"
    for refused in sorted(set(window.refused)):
        yield f"{where}: refuses {refused}"
    if window.below < MARGIN:
        yield f"{where}: right programs err by {window.noise:.1e}, only {window.below:.1f} times below the tolerance"
    if window.above < MARGIN:
        yield f"{where}: the weakest mistake errs by {window.weakest:.1e}, only {window.above:.1f} times the tolerance"


def _number(value: float) -> str:
    return "exact" if value == 0 else "in kind" if math.isinf(value) else f"{value:.0e}"


def _row(window: Window) -> str:
    below, above = ("any" if math.isinf(x) else f"{x:.0e} ×" for x in (window.below, window.above))
    cells = (window.exercise, window.dtype, window.device, str(window.programs), _number(window.noise))
    return f"| {' | '.join((*cells, f'{window.tolerance:.0e}', _number(window.weakest), below, above))} |"


def page(windows: list[Window]) -> str:
    """The table as a page."""
    left = [f"{w.exercise} in {w.dtype}: {', '.join(sorted(w.left_out))}" for w in windows if w.left_out]
    unseen = [f"{w.exercise} in {w.dtype}: {', '.join(sorted(w.unseen))}" for w in windows if w.unseen]
    return f"""# Tolerances

Made by `autograder calibrate --to docs/tolerances.md`; do not edit. An entry `a` is right where the expected one is
`e` if `|a - e| <= tolerance * (1 + |e|)`. Every tolerance lies at least {MARGIN:g} times above the largest error of the
right programs in `tests/rewrites/` and the model solution (each with {" and ".join(map(str, THREADS))} threads and
{len(SECRETS)} secrets), and at least {MARGIN:g} times below the largest error of the weakest known mistake. "In kind":
every known mistake differs in more than numbers, or by infinity. `autograder verify` checks this table.

{_HEAD}
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(map(_row, windows))}

Cases that mean nothing in a dtype, since the right answer is float64 by definition or beyond its range:

{chr(10).join(f"- {line}" for line in left)}

Known mistakes whose numbers are all right in a dtype, so that they show in another one or in other things:

{chr(10).join(f"- {line}" for line in unseen)}
"""


def table_holds(course: Course, page_file: Path) -> Iterator[str]:
    """The page has every exercise in every dtype, with the tolerance in force and margins on both sides."""
    text = page_file.read_text(encoding="utf-8") if page_file.is_file() else ""
    found = (_cells(line) for line in text.splitlines())
    rows = {(cells[0], cells[1]): cells for cells in found if len(cells) == 9}
    for name, dtype in _asked(course, course.names):
        cells = rows.get((name, dtype), [])
        if not cells or cells[5] != f"{course[name].tolerance[dtype]:.0e}":
            yield f"{page_file.name}: {name} in {dtype} and its tolerance are missing: run `autograder calibrate --to`"
        elif any(margin != "any" and float(margin.removesuffix(" ×")) < MARGIN for margin in cells[7:]):
            yield f"{page_file.name}: {name} in {dtype} has a margin below {MARGIN:g}"


def _cells(line: str) -> list[str]:
    return line.strip().removeprefix("| ").removesuffix(" |").split(" | ") if line.startswith("| ch") else []
