"""Submitted files sit their papers: behind the wall the cases are answered, here they are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from autograder.judge.answer import Answer, BadAnswer, read_answers, split_records
from autograder.judge.diagnose import diagnose, fingerprint
from autograder.judge.expected import as_asked
from autograder.judge.messages import Finding
from autograder.judge.verdict import Question, Status, Verdict, decide, loading_failed, with_source
from autograder.questions import LOADING_SECONDS, Paper
from autograder.sandbox.limits import Limits, Run
from autograder.sandbox.limits import Status as RunStatus

#: A fault of ours is tried again so often before a case is called ungraded.
ATTEMPTS = 3
#: So many probes may run out of time before the others of the exercise are no longer tried.
TIMEOUTS = 2


#: The verdict on each case, and the known mistake that was made.
Result = tuple[list[Verdict], str | None]


class Sandbox(Protocol):
    """What grading needs of the wall."""

    def run(self, inputs: Sequence[bytes], limits: Limits) -> Run:
        """Run one job in a fresh process."""


def sit_together(wall: Sandbox, papers: Sequence[Paper], sources: Sequence[bytes], device: str) -> dict[str, Result]:
    """One process answers the papers of all files, one after the other; the results that need no second look."""
    together = list(zip(papers, sources, strict=True))
    inputs = [part for paper, source in together for part in (_whole_job(paper, device), source)]
    cases = sum(len(paper.probes) for paper in papers)
    seconds = max(max(paper.seconds.values()) for paper in papers)
    run = wall.run(inputs, Limits(cpu_seconds=LOADING_SECONDS + 2 * seconds + cases))
    records = split_records(run.output)
    results = {
        paper.exercise: _settled(paper, records.get(paper.exercise, b""), source, device) for paper, source in together
    }
    return {name: result for name, result in results.items() if result is not None}


def _whole_job(paper: Paper, device: str) -> bytes:
    return paper.job(device, tuple(paper.probes))


def _settled(paper: Paper, records: bytes, source: bytes, device: str) -> Result | None:
    """The verdicts on answers that need no second look, or None."""
    try:
        answers = read_answers(records).by_case
    except BadAnswer:
        return None
    if any(name not in answers for name in paper.probes):
        return None
    verdicts = [decide(_asked(paper, question, device), answers[question.asked]) for question in paper.questions]
    statuses = {verdict.status for verdict in verdicts}
    if statuses in ({Status.passed}, {Status.not_started}):
        return verdicts, None
    mistake = _diagnosis(paper, answers)
    return None if mistake is None else ([with_source(verdict, source) for verdict in verdicts], mistake)


def _diagnosis(paper: Paper, answers: Mapping[str, Answer]) -> str | None:
    """The known mistake whose answers these are."""
    # What a training returns is nobody's alone; exceptions alone are no evidence: a slip of the pen raises, too.
    compared = [q for q in paper.questions if q.target is None and q.asked in answers]
    if all(answers[question.asked].raised is not None for question in compared):
        return None
    return diagnose([(fingerprint(answers[q.asked]), q.fingerprints, q.tolerance) for q in compared])


def _asked(paper: Paper, question: Question, device: str) -> Question:
    """The question as it is put on `device`."""
    if device == "cpu":
        return question
    return replace(question, expected=as_asked(question.expected, paper.dtypes[question.name], device))


class Sitting:
    """One file sits one paper: puts the probes to it behind the wall, again those that a crash left unanswered."""

    def __init__(self, wall: Sandbox, paper: Paper, source: bytes, device: str) -> None:
        self._wall, self._paper, self._source, self._device = wall, paper, source, device
        self._open = list(paper.probes)
        self._answers: dict[str, Answer] = {}
        self._unanswered: dict[str, Verdict] = {}
        self._faults = 0

    def verdicts(self) -> Result:
        """A verdict for each case, and the known mistake whose answers these are."""
        while self._open:
            self._run_once()
        verdicts = [self._verdict(question) for question in self._paper.questions]
        failed = {Status.wrong, Status.error}.intersection(verdict.status for verdict in verdicts)
        mistake = _diagnosis(self._paper, self._answers) if failed else None
        return [with_source(verdict, self._source) for verdict in verdicts], mistake

    def _verdict(self, question: Question) -> Verdict:
        if question.asked in self._unanswered:
            return self._unanswered[question.asked]
        return decide(_asked(self._paper, question, self._device), self._answers[question.asked])

    def _run_once(self) -> None:
        job, limits = self._paper.job(self._device, tuple(self._open)), self._limits()
        run = self._wall.run([job, self._source], limits)
        if run.status is RunStatus.sandbox_error:
            self._fault(run.detail)
            return
        try:
            answers = read_answers(run.output)
        except BadAnswer as error:
            self._close_all(_ended(f"its answers could not be read: {error}"))
            return
        if answers.loading is not None:
            self._close_all(loading_failed(answers.loading))
            return
        for name in list(self._open):
            if name in answers.by_case:
                self._answers[name] = answers.by_case[name]
                self._open.remove(name)
        if self._open and not (answers.by_case and _spent(run, limits)):
            self._blame(run, answers.loaded)

    def _limits(self) -> Limits:
        seconds = max(self._paper.seconds[name] for name in self._open)
        cpu_seconds = LOADING_SECONDS + TIMEOUTS * seconds + len(self._open)
        return Limits(cpu_seconds=cpu_seconds, wall_seconds=20.0 + 5 * seconds)

    def _fault(self, detail: str) -> None:
        """A fault of ours: try again, and in the end leave the rest ungraded."""
        self._faults += 1
        if self._faults == ATTEMPTS:
            self._close_all(Verdict(Status.ungraded, Finding("ungraded", {"detail": detail})))

    def _blame(self, run: Run, loaded: bool) -> None:
        """The process ended early: that is the doing of the first open probe, or of the file if it was never loaded."""
        verdict = _fate(run)
        if not loaded:
            slow = verdict.status is Status.timed_out
            self._close_all(Verdict(verdict.status, Finding("loading_slow")) if slow else verdict)
            return
        self._close(self._open[0], verdict)
        late = Counter(verdict.status for verdict in self._unanswered.values())[Status.timed_out]
        if late >= TIMEOUTS:
            self._close_all(Verdict(Status.timed_out, Finding("skipped")))

    def _close(self, name: str, verdict: Verdict) -> None:
        self._open.remove(name)
        self._unanswered[name] = verdict

    def _close_all(self, verdict: Verdict) -> None:
        for name in list(self._open):
            self._close(name, verdict)


def _spent(run: Run, limits: Limits) -> bool:
    """Whether the process used up what all its cases share. Then its open case may not be the one to blame: it gets a
    process of its own, in which it has everything to itself."""
    return run.cpu_seconds > limits.cpu_seconds - 1 or run.wall_seconds >= limits.wall_seconds


def _ended(detail: str) -> Verdict:
    return Verdict(Status.error, Finding("crashed", {"detail": detail}))


def _fate(run: Run) -> Verdict:
    """The verdict on a case whose process ended before the answer was there, from what is known outside of it."""
    if run.status is RunStatus.timed_out:
        # Not what was measured, which differs from run to run.
        return Verdict(Status.timed_out, Finding("timed_out", {"detail": "no answer within the time of a case"}))
    if run.status is RunStatus.output_limit:
        return Verdict(Status.error, Finding("output_limit"))
    if run.status is RunStatus.ok:
        return _ended("it ended by itself before it answered")
    return _ended(run.detail)
