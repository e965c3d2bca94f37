"""Submitted files sit their papers: behind the wall the cases are answered, here they are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.endings import ended, fate, used_up
from autograder.judge.answer import Answer, BadAnswer, read_answers, split_records
from autograder.judge.compare import distance
from autograder.judge.diagnose import Seen, diagnose, exactly
from autograder.judge.expected import as_asked
from autograder.judge.messages import Finding
from autograder.judge.question import Question
from autograder.judge.quoting import with_source
from autograder.judge.stand_in import as_told, not_told
from autograder.judge.verdict import Status, Verdict, decide, loading_failed
from autograder.questions import LOADING_SECONDS, Paper
from autograder.sandbox.limits import Limits, Run, Sandbox
from autograder.sandbox.limits import Status as RunStatus
from autograder.slipped import one_slip, two_slips
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


#: The verdict on each case, and the known mistakes that were made.
Result = tuple[list[Verdict], tuple[str, ...]]


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
    verdicts = [_judged(paper, question, answers[question.asked], device) for question in paper.questions]
    if device == STAND_IN:
        told = [as_told(verdict, source) for verdict in verdicts]
        return (told, ()) if all(verdict.status is not Status.wrong for verdict in told) else None
    statuses = {verdict.status for verdict in verdicts}
    if statuses in ({Status.passed}, {Status.not_started}):
        return verdicts, ()
    mistakes = exactly(list(_seen(paper, answers).values()))
    return ([with_source(verdict, source) for verdict in verdicts], mistakes) if mistakes else None


def whose(wall: Sandbox, paper: Paper, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The known mistakes that a program makes, by what was seen of its answers: the surest explanation first."""
    cases = list(seen.values())
    return exactly(cases) or one_slip(wall, paper, seen) or diagnose(cases) or two_slips(wall, paper, seen)


def _seen(paper: Paper, answers: Mapping[str, Answer]) -> dict[str, Seen]:
    """What diagnosis needs of the answers, by case. What a training returns is nobody's alone."""
    compared = (question for question in paper.questions if question.target is None)
    return {question.name: question.seen(answers[question.asked]) for question in compared if question.asked in answers}


def _asked(paper: Paper, question: Question, device: str) -> Question:
    """The question as it is put on `device`."""
    if device == "cpu":
        return question
    return replace(question, expected=as_asked(question.expected, paper.dtypes[question.name], device))


def _in_double(paper: Paper, question: Question, device: str) -> Question:
    """The question of a float32 case as it is put in float64."""
    expected = as_asked(question.expected, "float64", device, was="float32")
    return replace(question, expected=expected, tolerance=paper.exactness)


def _judged(paper: Paper, question: Question, answer: Answer, device: str) -> Verdict:
    return _on(device, decide(_asked(paper, question, device), answer))


def _on(device: str, verdict: Verdict) -> Verdict:
    """The verdict as it may be on this device. Only on the stand-in may it be that nothing can be told: elsewhere the
    file itself said so, to have a zero not counted."""
    if device == STAND_IN or verdict.status is not Status.not_run:
        return verdict
    return ended("it raised an exception of the grader's own")


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
        exact = {question.name: _in_double(paper, question, self._device) for question in close}
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
        seen = _seen(self._paper, self._answers)
        return whose(self._wall, self._paper, seen)

    def _verdict(self, question: Question) -> Verdict:
        if question.asked not in self._paper.put_on(self._device):
            return not_told("training")
        if question.asked in self._unanswered:
            return self._unanswered[question.asked]
        return _judged(self._paper, question, self._answers[question.asked], self._device)

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
            self._close_all(_on(self._device, loading_failed(answers.loading)))
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
