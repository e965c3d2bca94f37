"""The real path: a hostile submission is graded by `grade_exercises` behind one wall for all, then an honest one."""

from __future__ import annotations

import dataclasses
import os
import resource
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.grading import Desk, Grade, grade_exercises
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.messages import sentence
from autograder.judge.verdict import Status
from autograder.paper import Paper, digest_of
from autograder.questions import set_paper
from autograder.sandbox.limits import Limits, Run
from autograder.sandbox.limits import Status as RunStatus
from autograder.sandbox.wall import Wall

from .bait import Bait, descendants, fill
from .outcome import FEEL, Attack, Happened, felt_in, won

NEIGHBOUR = "ch2.lstm_cell"
BESIDE = "ch1.rnn_cell"
#: Limits for attackers, so that those who sleep and spin cost seconds, not minutes.
CPU_SECONDS = 1
WALL_SECONDS = 3.0
MEMORY_BYTES = 3 << 29
#: So much memory the grader may need more than ever before, while it grades one attack.
GRADER_GROWTH = 1 << 29


@dataclass
class Watched:
    """A wall that keeps what came back, and narrows the limits where it is told to. Of an output only the tokens in it
    are kept: sixteen whole ones would take more memory than the grader."""

    wall: Wall
    tokens: Collection[str]
    narrows: bool
    runs: list[tuple[Limits, Run]] = field(default_factory=list)

    def run(self, inputs: Sequence[bytes], limits: Limits) -> Run:
        """Pass on."""
        if self.narrows:
            limits = dataclasses.replace(
                limits, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS, memory_bytes=MEMORY_BYTES
            )
        run = self.wall.run(inputs, limits)
        if len(run.output) > limits.output_bytes:
            self.runs.append((limits, Run(RunStatus.sandbox_error, "more was written than may be")))
        found = b" ".join(token.encode() for token in self.tokens if token.encode() in run.output)
        self.runs.append((limits, dataclasses.replace(run, output=found)))
        return run


class Scene:
    """One set-up for all attacks: bait, course, papers with tokens in them, a wall.

    with Scene() as scene:
        assert not scene.won(attack)
    """

    def __init__(self, namespaces: bool | None = None) -> None:
        self._namespaces = namespaces
        self._course = Course.find(Path(__file__).parents[2])
        self.bait = Bait()
        self._papers: dict[str, Paper] = {}

    def __enter__(self) -> Self:
        self.bait.__enter__()
        try:
            self._set(NEIGHBOUR)
            self._set(BESIDE)
            self.wall = Wall(self._desk(NEIGHBOUR, BESIDE).worker, self._namespaces)
        except BaseException:
            self.bait.__exit__(None, None, None)
            raise
        self._usual = ""
        points, self._usual = self._neighbour()
        assert points == self._papers[NEIGHBOUR].points and self._usual
        self._family = len(list(descendants(os.getpid())))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.wall.close()
        self.bait.__exit__(kind, error, at)

    def won(self, attack: Attack) -> str:
        """Grade the attack, then an honest neighbour; what it won, or ""."""
        return won(attack, self.happened(attack), self.bait.tokens, self._papers[NEIGHBOUR].points, self._usual)

    def happened(self, attack: Attack) -> Happened:
        """Grade the attack, then an honest neighbour."""
        happened = Happened()
        before = _peak()
        grade, runs = self._graded(attack, narrows=True)
        happened.points = grade.points
        happened.written = b"\n".join([*(run.output + run.log for _, run in runs), *_told(grade)])
        happened.failed = _failed(grade, runs)
        if _peak() > before + GRADER_GROWTH:
            happened.failed = f"the grader needed {(_peak() - before) >> 20} MiB more than before"
        happened.traces = self.bait.traces()
        happened.neighbour, happened.felt = self._neighbour()
        happened.traces += self.bait.traces()
        family = len(list(descendants(os.getpid())))
        if family > self._family:
            happened.traces.append(f"{family - self._family} processes were left")
        return happened

    def grade(self, attack: Attack) -> Grade:
        """The grade of an attack, or of an honest program, alone."""
        return self._graded(attack, narrows=False)[0]

    def source(self, attack: Attack) -> bytes:
        """The attack's text, told all that helps it."""
        pidfd_owner = next(iter(sorted(descendants(os.getpid()))), 0)
        words: dict[str, str | int] = {
            **self.bait.words(),
            "GRADER": os.getpid(),
            "VICTIM": self.bait.victim.pid,
            "ZYGOTE": pidfd_owner,
            "ADDRESS": _address(self.bait),
        }
        return fill(attack.text, words)

    def _graded(self, attack: Attack, narrows: bool) -> tuple[Grade, list[tuple[Limits, Run]]]:
        """The attack beside an honest exercise, so that both ways are gone: together, and alone."""
        exercise, source = attack.exercise, self.source(attack)
        self._set(exercise)
        beside = BESIDE if exercise != BESIDE else NEIGHBOUR
        watched = Watched(self.wall, self.bait.tokens.values(), narrows)
        honest = Handed("beside.py", self._solution(beside).encode())
        submission = Submission("mallory", {exercise: Handed("attack.py", source), beside: honest})
        grades = grade_exercises(self._desk(exercise, beside), watched, submission, (exercise, beside), "cpu")
        return next(grades), watched.runs

    def _neighbour(self) -> tuple[float, str]:
        """Points of an honest submission, and what it felt."""
        watched = Watched(self.wall, (), narrows=False)
        source = f"# {self.bait.tokens['neighbour']}\n{FEEL}\n{self._solution(NEIGHBOUR)}"
        submission = Submission("bob", {NEIGHBOUR: Handed("bob.py", source.encode())})
        (grade,) = grade_exercises(self._desk(NEIGHBOUR), watched, submission, (NEIGHBOUR,), "cpu")
        return grade.points, felt_in(b"".join(run.log for _, run in watched.runs))

    def _set(self, exercise: str) -> None:
        """Set the paper, with a token beside every expected answer."""
        if exercise not in self._papers:
            tokens = self.bait.tokens
            paper = set_paper(self._course[exercise], exercise, tokens["secret"].encode())
            questions = tuple(
                dataclasses.replace(question, says=f"{question.says} {tokens['expected']}")
                for question in paper.questions
            )
            self._papers[exercise] = dataclasses.replace(paper, questions=questions)

    def _desk(self, *exercises: str) -> Desk:
        papers = {name: self._papers[name] for name in exercises}
        return Desk(papers, {name: digest_of(paper) for name, paper in papers.items()}, {})

    def _solution(self, exercise: str) -> str:
        return read_solution(self._course.solution_file(exercise), exercise).code


def _address(bait: Bait) -> int:
    import ctypes

    return ctypes.addressof(bait.memory)


def _told(grade: Grade) -> list[bytes]:
    """All that is written of a grade."""
    findings = [case.finding for case in grade.cases if case.finding is not None]
    said = [sentence(finding, language, True).encode() for finding in findings for language in ("en", "ja")]
    return [msgspec.json.encode(grade), *said]


def _failed(grade: Grade, runs: list[tuple[Limits, Run]]) -> str:
    """Whether the machine, and not the attack, is to blame; or a limit did not hold."""
    for limits, run in runs:
        if run.status is RunStatus.sandbox_error:
            return f"the wall failed: {run.detail}"
        if len(run.log) > limits.log_bytes:
            return "more was written than may be"
        if run.cpu_seconds > 2 * limits.cpu_seconds + 1:
            return f"{run.cpu_seconds} s of CPU were used, {limits.cpu_seconds} s were allowed"
    unknown = [case for case in grade.cases if case.status in (Status.ungraded, Status.not_run)]
    return f"its own mark became unknown: {unknown[0]}" if unknown else ""


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
