"""A student's code put to the public cases of its exercise, in this process."""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from autograder.intake.candidates import Handed
from autograder.judge.answer import Answer, Raised, read_document
from autograder.judge.diagnose import Seen, diagnose
from autograder.judge.messages import Finding, sentence
from autograder.judge.quoting import in_cells, with_source
from autograder.judge.rules import Unreadable, forbidden_names, parse
from autograder.judge.stand_in import as_told, not_told
from autograder.judge.verdict import Status, Verdict, decide, loading_failed
from autograder.selfcheck.cases import CaseFile, PublicCase, read_case_file
from autograder.selfcheck.explain import explanation
from autograder.selfcheck.handed import handed_in
from autograder.worker import trainer
from autograder.worker.accelerator import STAND_IN
from autograder.worker.differentiation import without_graph
from autograder.worker.drive import drive, entries
from autograder.worker.load import load
from autograder.worker.poison import poison
from autograder.worker.raised import describe
from autograder.worker.stand_in import prepare, require

#: What makes torch import hundreds of its modules when it is used first.
_IMPORTING = re.compile(rb"\b(optim|func|functorch)\b")
#: What the code of a notebook that is open is called.
HERE = "this notebook"


@dataclass(frozen=True)
class Sitting:
    """The verdicts on one exercise, by case, and the known mistakes that its answers look like.

    Attributes:
        handed: the code that was put to the cases.
        asked: the cases that were put to it; all, but for trainings that were left out.
        answers: what came back, by the name that each case asks for.
        mistakes: the known mistakes, none or one or two.
        device: where the cases were put.
    """

    cases: CaseFile
    handed: Handed
    asked: Sequence[PublicCase]
    verdicts: Mapping[str, Verdict]
    answers: Mapping[str, Answer]
    mistakes: tuple[str, ...]
    device: str = "cpu"

    def points(self) -> float:
        """The points of the cases that passed."""
        return sum(case.points for case in self.asked if self.verdicts[case.name].status is Status.passed)

    def possible(self) -> float:
        """The points of the cases that were put, and of which something is known."""
        return sum(case.points for case in self.asked if self.verdicts[case.name].status is not Status.not_run)

    @property
    def in_cells(self) -> bool:
        """Whether the code is from the cells of a notebook."""
        return self.handed.path == HERE or self.handed.path.endswith(".ipynb")

    @property
    def not_started(self) -> bool:
        """Whether every case says so."""
        return all(verdict.status is Status.not_started for verdict in self.verdicts.values())

    def reason(self, name: str, language: str) -> str:
        """The sentence of a case's finding; "" if there is none."""
        finding = self.verdicts[name].finding
        return sentence(finding, language, reveal=True) if finding else ""

    def explain(self, name: str, language: str) -> str:
        """What a student reads about a case that did not pass."""
        return explanation(self, next(case for case in self.asked if case.name == name), language)


def sit(student_file: Path, device: str, trainings: bool = True) -> Sitting:
    """Put every public case of the exercise of this file to it, or to the notebook beside it that has more of the
    exercise. Raises ValueError if the file of cases is damaged."""
    cases = read_case_file(student_file.parent / "cases" / f"{student_file.stem}.json")
    return put(cases, handed_in(student_file.parent, cases.exercise), device, trainings)


def put(cases: CaseFile, handed: Handed, device: str, trainings: bool = True) -> Sitting:
    """Put the public cases to what was handed in, on `device`, but for a project's trainings, which take long, if
    `trainings` is False."""
    asked = cases.asked(trainings)
    if cases.forbidden and _IMPORTING.search(handed.source):
        trainer.warm_up()  # while everything that they need can still be imported
    prepare(device)
    with _undisturbed(), poison(cases.forbidden), without_graph(cases.forbidden):
        names = _names(handed, cases, device)
        if isinstance(names, Verdict):
            told = as_told(names, handed.source) if device == STAND_IN else names
            refused = in_cells(told, handed.places)
            return Sitting(cases, handed, asked, {case.name: refused for case in asked}, {}, (), device)
        answers: dict[str, Answer] = {}
        for case in asked:
            if case.probe and not (case.target and device == STAND_IN):
                document, arrays = drive(names, case.probe, {}, device, case.dtype)
                answers[case.asked or case.name] = read_document(document, arrays)
    return _judged(cases, handed, asked, answers, device)


def _judged(
    cases: CaseFile, handed: Handed, asked: list[PublicCase], answers: Mapping[str, Answer], device: str
) -> Sitting:
    verdicts: dict[str, Verdict] = {}
    seen: list[Seen] = []
    for case in asked:
        question = case.question(device)
        answer = answers.get(question.asked)
        verdict = not_told("training") if answer is None else decide(question, answer)
        verdict = as_told(verdict, handed.source) if device == STAND_IN else verdict
        verdicts[case.name] = in_cells(with_source(verdict, handed.source), handed.places)
        if question.target is None and answer is not None:
            seen.append(question.seen(answer))
    failed = any(verdict.status in (Status.wrong, Status.error) for verdict in verdicts.values())
    mistakes = diagnose(seen) if failed and device != STAND_IN else ()
    return Sitting(cases, handed, asked, verdicts, answers, mistakes, device)


def _names(handed: Handed, cases: CaseFile, device: str) -> Mapping[str, Any] | Verdict:
    """What the student's code defines, or the verdict on code that cannot be used."""
    if handed.problem or handed.broken:
        return Verdict(Status.error, Finding("unreadable", {"detail": handed.problem or handed.broken}))
    source = handed.source
    try:
        uses = forbidden_names(parse(source), cases.forbidden)
    except Unreadable as error:
        return Verdict(Status.error, Finding("unreadable", {"detail": str(error)}))
    if uses:
        return Verdict(Status.forbidden, Finding("forbidden", {"name": uses[0][0], "line": uses[0][1]}))
    try:
        require(device)
        return load(source, cases.exercise.partition(".")[2], entries(case.probe for case in cases.cases))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return with_source(loading_failed(msgspec.convert(describe(error), Raised)), source)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Student code may warn; that is no failure, whatever pytest is told to do with warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
