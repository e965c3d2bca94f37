"""Submitted files sit their papers: behind the wall the cases are answered, here they are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from autograder.endings import ended, fate, used_up
from autograder.judge.answer import Answer, BadAnswer
from autograder.judge.compare import distance
from autograder.judge.messages import Finding
from autograder.judge.question import Question
from autograder.judge.quoting import with_source
from autograder.judge.records import read_answers
from autograder.judge.stand_in import as_told, not_told
from autograder.judge.verdict import Status, Verdict, decide, loading_failed
from autograder.marking import Result, in_double, judged, on_device, seen_of, whose
from autograder.paper import LOADING_SECONDS, Paper
from autograder.sandbox.limits import Limits, Run, Sandbox
from autograder.sandbox.limits import Status as RunStatus
from autograder.worker.accelerator import STAND_IN

#: A fault of ours is tried again so often before a case is called ungraded.
ATTEMPTS = 3
#: So many probes may run out of time before the others of the exercise are no longer tried.
TIMEOUTS = 2
#: So many times what one process may take by the clock may all of a sitting take; the cases left then are not tried.
LONGEST = 3
#: A float32 answer that is wrong by no more than so many tolerances is judged again in float64. The tolerances lie ten
#: times above the noise of right answers and ten times below the weakest mistake (`autograder calibrate`).
BORDER = 10


class Sitting:
    """One file sits one paper: puts the probes to it behind the wall, again those that a crash left unanswered."""

    def __init__(self, wall: Sandbox, paper: Paper, source: bytes, device: str) -> None:
        self._wall, self._paper, self._source, self._device = wall, paper, source, device
        self._open = list(paper.put_on(device))
        self._answers: dict[str, Answer] = {}
        self._unanswered: dict[str, Verdict] = {}
        self._faults = 0
        self._seconds = 0.0

    def verdicts(self) -> Result:
        """A verdict for each case, and the known mistakes whose answers these are."""
        while self._open:
            self._run_once()
        verdicts = [self._verdict(question) for question in self._paper.questions]
        if self._device == STAND_IN:
            return [with_source(as_told(verdict, self._source), self._source) for verdict in verdicts], ()
        verdicts = self._judged_again(verdicts)
        failed = {Status.wrong, Status.error}.intersection(verdict.status for verdict in verdicts)
        mistakes = self._mistakes() if failed else ()
        return [with_source(verdict, self._source) for verdict in verdicts], mistakes

    def _judged_again(self, verdicts: list[Verdict]) -> list[Verdict]:
        """The verdicts, where those on float32 answers that are only just wrong are made once more in float64: nobody
        loses a mark to rounding."""
        paper = self._paper
        close = [q for q, v in zip(paper.questions, verdicts, strict=True) if self._is_borderline(q, v)]
        if not close:
            return verdicts
        job = paper.job(self._device, tuple(question.asked for question in close), dtype="float64")
        try:
            answers = read_answers(
                self._wall.run([job, self._source], self._limits([question.asked for question in close])).output
            ).by_case
        except BadAnswer:
            return verdicts
        exact = {question.name: in_double(paper, question, self._device) for question in close}
        right = {
            name
            for name, question in exact.items()
            if question.asked in answers and decide(question, answers[question.asked]).status is Status.passed
        }
        again = Verdict(Status.passed, Finding("borderline"))
        return [again if q.name in right else v for q, v in zip(paper.questions, verdicts, strict=True)]

    def _is_borderline(self, question: Question, verdict: Verdict) -> bool:
        """Whether a float32 answer is wrong, but by no more than rounding may explain."""
        if verdict.finding is None or verdict.finding.code not in ("value", "values") or question.target is not None:
            return False
        if self._paper.dtypes[question.asked] != "float32":
            return False
        return distance(self._answers[question.asked], question.expected) <= BORDER * question.tolerance

    def _mistakes(self) -> tuple[str, ...]:
        return whose(self._wall, self._paper, seen_of(self._paper, self._answers))

    def _verdict(self, question: Question) -> Verdict:
        if question.asked not in self._paper.put_on(self._device):
            return not_told("training")
        if question.asked in self._unanswered:
            return self._unanswered[question.asked]
        return judged(self._paper, question, self._answers[question.asked], self._device)

    def _run_once(self) -> None:
        job, limits = self._paper.job(self._device, tuple(self._open)), self._limits(self._open)
        run = self._wall.run([job, self._source], limits)
        self._seconds += run.wall_seconds
        if run.status is RunStatus.sandbox_error:
            self._fault(run.detail)
            return
        try:
            answers = read_answers(run.output)
        except BadAnswer as error:
            self._close_all(ended(f"its answers could not be read: {error}"))
            return
        if answers.loading is not None:
            self._close_all(on_device(self._device, loading_failed(answers.loading)))
            return
        for name in list(self._open):
            if name in answers.by_case:
                self._answers[name] = answers.by_case[name]
                self._open.remove(name)
        if self._open and not (answers.by_case and used_up(run, limits)):
            self._blame(run, answers.loaded)

    def _limits(self, names: Sequence[str]) -> Limits:
        seconds = max(self._paper.seconds[name] for name in names)
        cpu_seconds = LOADING_SECONDS + TIMEOUTS * seconds + len(names)
        return Limits(cpu_seconds=cpu_seconds, wall_seconds=20.0 + 5 * seconds)

    def _fault(self, detail: str) -> None:
        """A fault of ours: try again, and in the end leave the rest ungraded."""
        self._faults += 1
        if self._faults == ATTEMPTS:
            self._close_all(Verdict(Status.ungraded, Finding("ungraded", {"detail": detail})))

    def _blame(self, run: Run, loaded: bool) -> None:
        """The process ended early: that is the doing of the first open probe, or of the file if it was never loaded."""
        verdict = fate(run)
        if not loaded:
            slow = verdict.status is Status.timed_out
            self._close_all(Verdict(verdict.status, Finding("loading_slow")) if slow else verdict)
            return
        self._close(self._open[0], verdict)
        late = Counter(verdict.status for verdict in self._unanswered.values())[Status.timed_out]
        if late >= TIMEOUTS or self._seconds > LONGEST * self._limits(tuple(self._paper.probes)).wall_seconds:
            self._close_all(Verdict(Status.timed_out, Finding("skipped")))

    def _close(self, name: str, verdict: Verdict) -> None:
        self._open.remove(name)
        self._unanswered[name] = verdict

    def _close_all(self, verdict: Verdict) -> None:
        for name in list(self._open):
            self._close(name, verdict)
