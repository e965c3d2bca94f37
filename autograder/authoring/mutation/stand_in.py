"""Whether the stand-in for an accelerator finds mistakes about devices, and finds none in programs without any."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from autograder.authoring.mutation.device import NUMBER, device_mutants
from autograder.authoring.mutation.mutant import Mutant
from autograder.authoring.mutation.run import lines_reached
from autograder.course import Course
from autograder.judge.messages import sentence
from autograder.judge.question import Question
from autograder.judge.verdict import Status, Verdict
from autograder.paper import Paper
from autograder.sandbox.limits import Sandbox
from autograder.sitting import Sitting
from autograder.worker.accelerator import STAND_IN


class Legal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Changes to a model solution after which it still runs on a GPU: lines before, and after each change."""

    exercise: str
    was: str
    now: tuple[str, ...]
    reason: str


class OnlyCPU(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program of ``tests/rewrites`` that is right, and would fail on a GPU."""

    exercise: str
    style: str
    reason: str


class Exceptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``tests/equivalent/devices.toml``: what a survey must know of an exercise's programs."""

    legal: tuple[Legal, ...]
    only_cpu: tuple[OnlyCPU, ...]

    def changes(self, exercise: str) -> set[tuple[str, str]]:
        """The legal changes, as lines before and after."""
        return {(entry.was, now) for entry in self.legal if entry.exercise == exercise for now in entry.now}

    def styles(self, exercise: str) -> set[str]:
        """The programs that would fail on a GPU."""
        return {entry.style for entry in self.only_cpu if entry.exercise == exercise}


def exceptions(course: Course) -> Exceptions:
    """The exceptions of a course."""
    path = course.root / "tests" / "equivalent" / "devices.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Exceptions)


@dataclass
class Told:
    """What the stand-in tells of the programs of one exercise.

    Attributes:
        planted: mistakes about devices, in programs that are right on the CPU.
        unfound: those of them that it does not find, with what it says instead; or "" where it says that all is well.
        legal: programs that mix devices in a way that is allowed.
        training: mutants of lines that only a training runs, which is not put.
        alarms: what it finds in programs that nobody made a mistake in, by name, among them the legal ones.
        cases, silent: the cases of the model solution, and those of which it cannot tell.
    """

    planted: int = 0
    found: int = 0
    unfound: list[tuple[Mutant, str]] = field(default_factory=list)
    legal: int = 0
    training: int = 0
    alarms: dict[str, str] = field(default_factory=dict)
    cases: int = 0
    silent: int = 0


def survey(
    paper: Paper, others: Mapping[str, bytes], wall: Sandbox, legal: Collection[tuple[str, str]] = frozenset()
) -> Told:
    """What is told of a model solution, of its mutants, and of `others`, programs that are right, by name. No training
    is put; nor are mutants and others put to cases that the solution itself does not come through.

    Args:
        legal: changes that are no mistakes, beside those that are called `NUMBER`.
    """
    code, told = paper.model, Told()
    reached = lines_reached(paper)
    paper = _without_runs(paper)
    here, there = (_verdicts(paper, code.encode(), device, wall) for device in ("cpu", STAND_IN))
    told.cases = len(there)
    told.silent = sum(verdict.status is Status.not_run for verdict in there)
    if alarm := _alarm(there):
        told.alarms["solution"] = alarm
    sound = [
        one.status is Status.passed and other.status is not Status.wrong for one, other in zip(here, there, strict=True)
    ]
    paper = _only(paper, [question for question, holds in zip(paper.questions, sound, strict=True) if holds])
    for name, source in others.items():
        if alarm := _alarm(_verdicts(paper, source, STAND_IN, wall)):
            told.alarms[name] = alarm
    if told.silent == told.cases:
        return told  # nothing of this exercise is on a device
    for mutant in device_mutants(code):
        if mutant.lines & reached:
            _put(paper, mutant, wall, told, mutant.operator == NUMBER or (mutant.was, mutant.now) in legal)
        else:
            told.training += 1
    return told


def _put(paper: Paper, mutant: Mutant, wall: Sandbox, told: Told, legal: bool) -> None:
    source = mutant.source.encode()
    if any(verdict.status is not Status.passed for verdict in _verdicts(paper, source, "cpu", wall)):
        return  # wrong anyhow
    verdicts = _verdicts(paper, source, STAND_IN, wall)
    alarm = _alarm(verdicts)
    if legal:
        told.legal += 1
        if alarm:
            told.alarms[str(mutant)] = alarm
        return
    told.planted += 1
    told.found += bool(alarm)
    if not alarm:
        told.unfound.append((mutant, _silence(verdicts)))


def _verdicts(paper: Paper, source: bytes, device: str, wall: Sandbox) -> list[Verdict]:
    return Sitting(wall, paper, source, device).verdicts()[0]


def _alarm(verdicts: list[Verdict]) -> str:
    """What is found, in words; or ""."""
    return next((_said(verdict) for verdict in verdicts if verdict.status is Status.wrong), "")


def _silence(verdicts: list[Verdict]) -> str:
    """Why something could not be told; "" if all that can be told of the exercise is that it is right."""
    untold = [verdict for verdict in verdicts if verdict.status is not Status.passed]
    others = [
        verdict for verdict in untold if verdict.finding and verdict.finding.facts.get("reason") != "NothingThere"
    ]
    if not others and len(untold) < len(verdicts):
        return ""
    return _said((others or untold)[0])


def _said(verdict: Verdict) -> str:
    return sentence(verdict.finding, "en", reveal=True) if verdict.finding else ""


def _without_runs(paper: Paper) -> Paper:
    put = paper.put_on(STAND_IN)
    return _only(paper, [question for question in paper.questions if question.asked in put])


def _only(paper: Paper, questions: list[Question]) -> Paper:
    asked = {question.asked for question in questions}
    probes = {name: probe for name, probe in paper.probes.items() if name in asked}
    return replace(paper, questions=tuple(questions), probes=probes, _whole={})
