"""A student's file put to its public cases, in this process."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from autograder.judge.answer import Answer, Raised, read_document
from autograder.judge.diagnose import diagnose, fingerprint
from autograder.judge.messages import Finding, sentence
from autograder.judge.rules import Unreadable, forbidden_names, parse
from autograder.judge.verdict import Status, Verdict, decide, loading_failed, with_source
from autograder.selfcheck.cases import CaseFile, PublicCase, read_case_file
from autograder.worker.drive import describe, drive, entries
from autograder.worker.load import load

#: Where to look when no known mistake gives these answers.
_NEXT = {
    "en": "put the inputs of this case, in cases/{entry}.json, through your code by hand and compare",
    "ja": "cases/{entry}.json にあるこのケースの入力を自分のコードに通し、途中の値を確かめましょう",
}


@dataclass(frozen=True)
class Sitting:
    """The verdicts on one file, by case, and the known mistake that its answers look like."""

    cases: CaseFile
    verdicts: Mapping[str, Verdict]
    mistake: str | None

    def points(self) -> float:
        """The points of the public cases that passed."""
        return sum(case.points for case in self.cases.cases if self.verdicts[case.name].status is Status.passed)

    def explain(self, name: str, language: str) -> str:
        """What a student reads about a case that did not pass."""
        case = next(case for case in self.cases.cases if case.name == name)
        finding = self.verdicts[name].finding
        lines = [f"{case.says}", f"  called  {case.called}"]
        if finding is not None:
            lines.append(f"  found   {sentence(finding, language, reveal=True)}")
        if self.mistake is not None:
            lines.append(f"  hint    {self.cases.mistakes[self.mistake][language]}")
        else:
            lines.append(f"  next    {_NEXT[language].format(entry=self.cases.exercise.partition('.')[2])}")
        return "\n".join(lines)


def sit(student_file: Path, device: str) -> Sitting:
    """Put every public case to the file, on `device`. Raises ValueError if the file of cases is damaged."""
    cases = read_case_file(student_file.parent / "cases" / f"{student_file.stem}.json")
    names = _names(student_file, cases)
    if isinstance(names, Verdict):
        return Sitting(cases, {case.name: names for case in cases.cases}, None)
    verdicts, seen, returned = {}, [], False
    answers: dict[str, Answer] = {}
    for case in cases.cases:
        question = case.question(device)
        if question.asked not in answers:
            answers[question.asked] = _answer(case, names, device)
        answer = answers[question.asked]
        verdicts[case.name] = with_source(decide(question, answer), student_file.read_bytes())
        if question.target is None:
            seen.append((fingerprint(answer), question.fingerprints, question.tolerance))
            returned = returned or answer.raised is None
    failed = any(verdict.status in (Status.wrong, Status.error) for verdict in verdicts.values())
    return Sitting(cases, verdicts, diagnose(seen) if failed and returned else None)


def _names(path: Path, cases: CaseFile) -> Mapping[str, Any] | Verdict:
    """What the student's file defines, or the verdict on a file that cannot be used."""
    if not path.is_file():
        return Verdict(Status.error, Finding("unreadable", {"detail": f"{path.name} is not there"}))
    source = path.read_bytes()
    try:
        uses = forbidden_names(parse(source), cases.forbidden)
    except Unreadable as error:
        return Verdict(Status.error, Finding("unreadable", {"detail": str(error)}))
    if uses:
        return Verdict(Status.forbidden, Finding("forbidden", {"name": uses[0][0], "line": uses[0][1]}))
    try:
        with _undisturbed():
            return load(source, path.stem, entries(case.probe for case in cases.cases))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return with_source(loading_failed(msgspec.convert(describe(error), Raised)), source)


def _answer(case: PublicCase, names: Mapping[str, Any], device: str) -> Answer:
    with _undisturbed():
        document, arrays = drive(names, case.probe, {}, device, case.dtype)
    return read_document(document, arrays)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Student code may warn; that is no failure, whatever pytest is told to do with warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
