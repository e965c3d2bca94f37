"""Grades put together: a student's exercises over devices, totals, and the class as a whole. No input, no output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.grading import Grade
from autograder.judge.messages import sentence
from autograder.judge.verdict import Status
from autograder.report.guard import guarded


class CaseResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case on one device: its status, what it earned, and the reason in words and as data."""

    case: str
    status: Status
    points: float
    possible: float
    reason: str = ""
    code: str = ""
    facts: Mapping[str, str | int] = {}


class ExerciseResult(msgspec.Struct, frozen=True):
    """One exercise of one student. `points` is None while it is ungraded or was run on no device; `mistake` is the
    known mistake that was made, `also` a second one."""

    exercise: str
    status: Status
    points: float | None
    possible: float
    mistake: str | None
    submission_digest: str
    devices: dict[str, list[CaseResult]]
    also: str | None = None


class StudentResult(msgspec.Struct, frozen=True):
    """All exercises of one student. `total` is None while any is ungraded."""

    student: str
    total: float | None
    possible: float
    exercises: list[ExerciseResult]
    notes: list[str]


#: Statuses of a device on which nothing is known of the student's work.
UNKNOWN = (Status.ungraded, Status.not_run)


def combine(grades: Sequence[Grade]) -> ExerciseResult:
    """One exercise over its devices: a case earns its points if it passed on every device on which it was run."""
    known = [grade for grade in grades if grade.status not in UNKNOWN]
    ungraded = any(grade.status is Status.ungraded for grade in grades)
    first = min(known or grades, key=lambda grade: grade.device)
    points: float | None = None
    if known and not ungraded:
        earned = [{case.case: case.points for case in grade.cases if case.status not in UNKNOWN} for grade in known]
        points = sum(min((of[case.case] for of in earned if case.case in of), default=0.0) for case in first.cases)
    failed = [grade for grade in known if grade.status is not Status.passed]
    status = Status.ungraded if ungraded else (failed[0] if failed else first).status
    mistake, also = next(((grade.mistake, grade.also) for grade in known if grade.mistake), (None, None))
    devices = {grade.device: [_case_result(grade, i) for i in range(len(grade.cases))] for grade in grades}
    about = (first.exercise, status, points, first.possible, mistake, first.submission_digest)
    return ExerciseResult(*about, devices, also)


def _case_result(grade: Grade, index: int) -> CaseResult:
    case = grade.cases[index]
    if case.finding is None:
        return CaseResult(case.case, case.status, case.points, case.possible)
    finding = guarded(case.finding)
    reason = sentence(finding, "en", reveal=False)
    return CaseResult(case.case, case.status, case.points, case.possible, reason, finding.code, finding.facts)


def student_result(
    student: str, grades: Iterable[Grade], exercises: Sequence[str], notes: Sequence[str]
) -> StudentResult:
    """One student's exercises in the order of the course, with the total."""
    by_exercise: dict[str, list[Grade]] = {}
    for grade in grades:
        by_exercise.setdefault(grade.exercise, []).append(grade)
    results = [combine(by_exercise[exercise]) for exercise in exercises if exercise in by_exercise]
    points = [result.points for result in results]
    total = None if None in points else sum(value for value in points if value is not None)
    return StudentResult(student, total, sum(result.possible for result in results), results, list(notes))


class ExerciseSummary:
    """One exercise over the class: counts of statuses and of known mistakes."""

    def __init__(self, exercise: str) -> None:
        self.exercise = exercise
        self.handed_in = 0
        self.statuses: Counter[Status] = Counter()
        self.mistakes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()

    def add(self, result: ExerciseResult) -> None:
        """Count one student. A damaged archive is no file handed in for this exercise."""
        self.handed_in += result.submission_digest not in ("", "broken")
        self.statuses[result.status] += 1
        self.mistakes.update(name for name in (result.mistake, result.also) if name)
        if result.status in UNKNOWN:
            reason = next((c.reason for cases in result.devices.values() for c in cases if c.status in UNKNOWN), "")
            self.reasons[reason] += 1


def summarise(results: Iterable[StudentResult], exercises: Sequence[str]) -> Mapping[str, ExerciseSummary]:
    """The class, exercise by exercise."""
    summaries = {exercise: ExerciseSummary(exercise) for exercise in exercises}
    for student in results:
        for result in student.exercises:
            summaries[result.exercise].add(result)
    return summaries
