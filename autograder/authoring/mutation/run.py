"""Mutants of the model solutions sit the hidden cases; who passes them all is told."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import msgspec

from autograder.authoring.mutation.generic import generic_mutants
from autograder.authoring.mutation.mutant import Mutant, unique
from autograder.authoring.mutation.tensors import global_mutants, tensor_mutants
from autograder.authoring.variants import answers_here
from autograder.course import Course, entry_of, inner_path
from autograder.exercise import CourseError
from autograder.judge.answer import BadAnswer
from autograder.judge.records import read_answers
from autograder.judge.verdict import Status, decide
from autograder.paper import Paper
from autograder.sandbox.limits import Limits, Sandbox

#: Hidden inputs of the mutants' sittings.
SECRET = b"mutants"
#: Mutants with an endless loop take all of it.
SECONDS = 6


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Changes after which the program is still right, and why: lines before, and the lines after each change."""

    was: str
    now: tuple[str, ...]
    reason: str


@dataclass
class Outcome:
    """What became of the mutants of one exercise.

    Attributes:
        answered: how many of those killed gave an answer, rather than only raise.
        training: how many change only what no case but a training runs. What reaches the goals of a training is right,
            so they are not put.
        unused: entries of the list of equivalents that no surviving mutant needs.
    """

    killed: int = 0
    answered: int = 0
    equivalent: int = 0
    training: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def mutants_of(course: Course, name: str) -> list[Mutant]:
    """Every mutant of the model solution of an exercise."""
    code = course[name].model
    made = unique((*generic_mutants(code), *tensor_mutants(code), *global_mutants(code)))
    graph = any(case.gradients for case in course[name].cases)
    return [mutant for mutant in made if graph or ".detach()" not in mutant.now]


def equivalents(course: Course, name: str) -> list[Equivalent]:
    """The changes to the model solution that are no mistakes: ``tests/equivalent/ch2/lstm_cell.toml``. Raises
    CourseError."""
    path = course.root / "tests" / "equivalent" / f"{inner_path(name)}.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return msgspec.convert(document.get("equivalent", []), list[Equivalent])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CourseError(f"{path}: {error}") from error


def hunt(paper: Paper, mutants: Sequence[Mutant], listed: Iterable[Equivalent], walls: Sequence[Sandbox]) -> Outcome:
    """Put the hidden cases to every mutant, on all walls at once."""
    outcome = Outcome()
    if paper.trains:
        reached = lines_reached(paper)
        outcome.training = sum(not mutant.lines & reached for mutant in mutants)
        mutants = [mutant for mutant in mutants if mutant.lines & reached]
    left = {(entry.was, now) for entry in listed for now in entry.now}
    allowed = frozenset(left)
    free = list(walls)

    def sit(mutant: Mutant) -> tuple[bool, bool]:
        wall = free.pop()
        try:
            return caught(paper, mutant.source.encode(), wall)
        finally:
            free.append(wall)

    with ThreadPoolExecutor(len(walls)) as pool:
        for mutant, (killed, answered) in zip(mutants, pool.map(sit, mutants), strict=True):
            key = (mutant.was, mutant.now)
            outcome.killed += killed
            outcome.answered += killed and answered
            if not killed and key in allowed:
                outcome.equivalent += 1
                left.discard(key)
            elif not killed:
                outcome.survivors.append(mutant)
    outcome.unused = [f"{was}  ->  {now}" for was, now in sorted(left)]
    return outcome


def caught(paper: Paper, source: bytes, wall: Sandbox) -> tuple[bool, bool]:
    """Whether a hidden case catches a program, and whether it answered any."""
    compared = [q for q in paper.questions if q.target is None and not q.public]
    run = wall.run([paper.job("cpu", tuple(q.asked for q in compared)), source], Limits(cpu_seconds=SECONDS))
    try:
        answers = read_answers(run.output).by_case
    except BadAnswer:
        return True, False
    answered = any(answer.raised is None for answer in answers.values())
    wrong = (q.asked not in answers or decide(q, answers[q.asked]).status is not Status.passed for q in compared)
    return any(wrong), answered


def lines_reached(paper: Paper) -> set[int]:
    """The lines of the model solution that run when the cases with a right answer are put to it."""
    path, lines = f"{entry_of(paper.exercise)}.py", set[int]()

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != path or frame.f_code.co_name == "<module>":
            return None if frame.f_code.co_filename != path else follow
        lines.add(frame.f_lineno)
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        answers_here(paper, paper.model.encode())
    finally:
        sys.settrace(before)
    return lines


def totals(outcomes: Mapping[str, Outcome]) -> Outcome:
    """The sums over all exercises."""
    whole = Outcome()
    for outcome in outcomes.values():
        for name in ("killed", "answered", "equivalent", "training"):
            setattr(whole, name, getattr(whole, name) + getattr(outcome, name))
        whole.survivors += outcome.survivors
    return whole
