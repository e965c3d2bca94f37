"""One submission to one grade: the source is looked at here, run behind the wall, judged here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from autograder.intake.candidates import Handed
from autograder.intake.program import Wanted
from autograder.intake.submission import Submission
from autograder.judge.messages import Finding
from autograder.judge.quoting import in_cells
from autograder.judge.rules import Unreadable, forbidden_names, parse
from autograder.judge.verdict import Status, Verdict
from autograder.marking import Result
from autograder.paper import Paper
from autograder.sandbox.limits import Sandbox
from autograder.sandbox.wall import TRAINER, WORKER
from autograder.sitting import Sitting
from autograder.together import sit_together


class CaseGrade(msgspec.Struct, frozen=True):
    """The verdict on one case on one device."""

    case: str
    status: Status
    points: float
    possible: float
    public: bool
    finding: Finding | None


class Grade(msgspec.Struct, frozen=True):
    """The verdicts on one exercise of one student on one device, and what is needed to repeat them. `mistake` is the
    known mistake that was made, `also` a second one."""

    student: str
    exercise: str
    device: str
    status: Status
    points: float
    possible: float
    mistake: str | None
    cases: tuple[CaseGrade, ...]
    path: str
    submission_digest: str
    paper_digest: str
    also: str | None = None


@dataclass(frozen=True)
class Desk:
    """What is needed to grade: the questions, their digests, and the devices that there are.

    Attributes:
        absent: for each device that was asked for and is not there, the reason.
    """

    papers: Mapping[str, Paper]
    digests: Mapping[str, str]
    absent: Mapping[str, str]

    @property
    def wanted(self) -> dict[str, Wanted]:
        """What a submission has to define for each exercise."""
        return {name: paper.wanted for name, paper in self.papers.items()}

    @property
    def worker(self) -> str:
        """What the walls have to serve."""
        return TRAINER if any(paper.trains or paper.forbidden for paper in self.papers.values()) else WORKER


def grade_exercises(
    desk: Desk, wall: Sandbox, submission: Submission, exercises: Sequence[str], device: str
) -> Iterator[Grade]:
    """The grades of several exercises on one device.

    First all files sit together, in one process, which is cheap. What passes every case there, is not started, or
    gives the answers of a known mistake is settled. Any other exercise is graded alone, in a process of its own, and
    only that counts: what one file does to torch, or a crash of it, cannot cost another one a point.
    """
    try:
        settled = _settle_together(desk, wall, submission, exercises, device)
    except Exception:  # whatever it is, it is met again, and told, by those that are graded alone
        settled = {}
    for exercise in exercises:
        if exercise in settled:
            yield _grade(desk, submission, exercise, device, settled[exercise])
        else:
            yield grade_exercise(desk, wall, submission, exercise, device)


def _settle_together(
    desk: Desk, wall: Sandbox, submission: Submission, exercises: Sequence[str], device: str
) -> dict[str, Result]:
    """What one process for all files settles; whatever else happens in it is left to `grade_exercise`."""
    papers = [desk.papers[name] for name in exercises if name in submission.files and device not in desk.absent]
    papers = [paper for paper in papers if not paper.trains]  # a training takes long: it has its own limits
    papers = [paper for paper in papers if _refused(submission, submission.files[paper.exercise], paper) is None]
    sources = [submission.files[paper.exercise].source for paper in papers]
    return sit_together(wall, papers, sources, device) if len(papers) > 1 else {}


def grade_exercise(desk: Desk, wall: Sandbox, submission: Submission, exercise: str, device: str) -> Grade:
    """The grade of one exercise on one device."""
    try:
        result = _verdicts(desk, wall, submission, desk.papers[exercise], device)
    except Exception as error:  # a fault of ours, whatever it is, is no student's zero and stops no other grade
        return ungraded(desk, submission, exercise, device, f"the grader failed ({type(error).__name__}: {error})")
    return _grade(desk, submission, exercise, device, result)


def _grade(desk: Desk, submission: Submission, exercise: str, device: str, result: Result) -> Grade:
    verdicts, mistakes = result
    paper, handed = desk.papers[exercise], submission.files.get(exercise)
    verdicts = [in_cells(verdict, handed.places) for verdict in verdicts] if handed else verdicts
    cases = tuple(
        CaseGrade(q.name, v.status, q.points if v.status is Status.passed else 0.0, q.points, q.public, v.finding)
        for q, v in zip(paper.questions, verdicts, strict=True)
    )
    return Grade(
        submission.student,
        exercise,
        device,
        overall([case.status for case in cases]),
        sum(case.points for case in cases),
        paper.points,
        mistakes[0] if mistakes else None,
        cases,
        handed.path if handed else "",
        submission.digest(exercise),
        desk.digests[exercise],
        mistakes[1] if len(mistakes) > 1 else None,
    )


def ungraded(desk: Desk, submission: Submission, exercise: str, device: str, detail: str) -> Grade:
    """The grade of an exercise that could not be graded through a fault of ours."""
    verdict = Verdict(Status.ungraded, Finding("ungraded", {"detail": detail}))
    return _grade(desk, submission, exercise, device, ([verdict] * len(desk.papers[exercise].questions), ()))


#: Of several statuses, the one that stands for the exercise: the first of these that occurs.
_PRECEDENCE = (
    Status.ungraded,
    Status.not_handed_in,
    Status.not_run,
    Status.forbidden,
    Status.timed_out,
    Status.out_of_memory,
    Status.error,
    Status.wrong,
)


def overall(statuses: Sequence[Status]) -> Status:
    """The status of an exercise from those of its cases. Those of which nothing is known count where that is all."""
    present = set(statuses) - {Status.not_run} or set(statuses)
    if present == {Status.passed}:
        return Status.passed
    if present == {Status.not_started}:
        return Status.not_started
    return next((status for status in _PRECEDENCE if status in present), Status.wrong)


def _verdicts(desk: Desk, wall: Sandbox, submission: Submission, paper: Paper, device: str) -> Result:
    handed = submission.files.get(paper.exercise)
    refused = _refused(submission, handed, paper) or _absent(desk, device)
    if refused is not None or handed is None:
        verdict = refused or Verdict(Status.not_handed_in, Finding("not_handed_in"))
        return [verdict] * len(paper.questions), ()
    return Sitting(wall, paper, handed.source, device).verdicts()


def _absent(desk: Desk, device: str) -> Verdict | None:
    if device in desk.absent:
        return Verdict(Status.not_run, Finding("not_run", {"detail": desk.absent[device]}))
    return None


def _refused(submission: Submission, handed: Handed | None, paper: Paper) -> Verdict | None:
    """The verdict on a file that is not run at all."""
    if submission.broken:
        return Verdict(Status.error, Finding("unreadable", {"detail": submission.broken}))
    if handed is None:
        return None
    if handed.problem:
        return Verdict(Status.ungraded, Finding("ungraded", {"detail": handed.problem}))
    if handed.broken:
        return Verdict(Status.error, Finding("unreadable", {"detail": handed.broken}))
    try:
        uses = forbidden_names(parse(handed.source), paper.forbidden)
    except Unreadable as error:
        return Verdict(Status.error, Finding("unreadable", {"detail": str(error)}))
    if uses:
        name, line = uses[0]
        return Verdict(Status.forbidden, Finding("forbidden", {"name": name, "line": line}))
    return None
