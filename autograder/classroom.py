"""One run of the grader over a class: from arguments to grades, files and the closing table."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from autograder import __version__
from autograder.bulk import Tally, grade_all
from autograder.confinement import UNCONFINED, check_confinement
from autograder.course import Course, chapter_of, entry_of
from autograder.desk import read_secret, set_desk
from autograder.executors import ClusterError, Executor, Threads
from autograder.gradebook import Gradebook
from autograder.grading import Desk
from autograder.intake.folders import passed_over, students_in
from autograder.judge.verdict import Status
from autograder.report.exports import (
    CaseInfo,
    ExerciseInfo,
    MistakeInfo,
    Report,
    Setting,
    csv_file,
    json_file,
    results,
)
from autograder.report.feedback import feedback_files
from autograder.report.summary import ExerciseSummary, StudentResult, summarise
from autograder.report.terminal import class_table, print_lines, print_unknown
from autograder.sandbox.doctor import examine
from autograder.sandbox.wall import Wall
from autograder.selfcheck.cases import read_case_file
from autograder.worker.accelerator import STAND_IN

#: So many files that are no submission are named.
_NAMED = 10
DEVICES = ("cpu", "cuda", STAND_IN)


@dataclass(frozen=True)
class Request:
    """What the instructor asked for; see ``autograder grade --help``."""

    submissions: Path
    to: Path
    chapters: tuple[str, ...]
    exercises: tuple[str, ...]
    jobs: int
    devices: tuple[str, ...]
    seed_file: Path | None
    gradebook: str | None
    cluster: str | None
    allow_unconfined: bool


def exercise_info(course: Course, name: str, digest: str) -> ExerciseInfo:
    """What reports say about an exercise."""
    exercise, cases = course[name], course.root / "assignments" / chapter_of(name) / "cases" / f"{entry_of(name)}.json"
    examples = read_case_file(cases).examples if cases.is_file() else {}
    return ExerciseInfo(
        name,
        exercise.title,
        exercise.title_ja,
        exercise.points,
        digest,
        [CaseInfo(case.name, case.says, case.points, case.public) for case in exercise.cases],
        [MistakeInfo(m.name, m.hint, m.hint_ja, examples.get(m.name)) for m in exercise.mistakes],
        list(exercise.forbidden),
    )


def setting_of(secret: bytes, confinement: str, devices: Sequence[str]) -> Setting:
    """What it takes to repeat grades made here and now."""
    seed_id = hashlib.sha256(b"seed id" + secret).hexdigest()[:12]
    return Setting(__version__, str(torch.__version__), seed_id, confinement, list(devices))


@contextlib.contextmanager
def open_executor(request: Request, desk: Desk, students: int) -> Iterator[Executor]:
    """The cluster that was asked for, or threads of this process with a wall each."""
    if request.cluster is not None:
        try:
            from autograder.cluster import Cluster
        except ImportError as error:
            raise ClusterError(
                '--cluster needs the extra "distributed": pip install "unrolled[distributed]"'
            ) from error
        with Cluster(request.cluster, desk, request.allow_unconfined) as cluster:
            yield cluster
        return
    with contextlib.ExitStack() as stack:
        with ThreadPoolExecutor() as pool:  # each takes the seconds that importing torch takes
            raised = [
                pool.submit(Wall, desk.worker, unconfined=request.allow_unconfined)
                for _ in range(min(request.jobs, students))
            ]
        yield Threads(desk, [stack.enter_context(wall.result()) for wall in raised])


class _Rate(ProgressColumn):
    """Submissions per second."""

    def render(self, task: Task) -> Text:
        """The column's text."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "–/s")


def grade_class(request: Request, console: Console) -> int:
    """Grade a class and write the reports. Returns the exit status: 0, or 1 if anything is ungraded.

    Raises:
        CourseError, IntakeError, GradebookError, SandboxError, ClusterError: nothing was graded, or no more could be.
    """
    course = Course.find()
    names = course.select(request.chapters, request.exercises)
    status = grade_students(course, names, students_in(request.submissions), request, console)
    strange = passed_over(request.submissions)
    if strange:
        named = f"{', '.join(strange[:_NAMED])}{', …' if len(strange) > _NAMED else ''}"
        print_lines(console, [("passed over", f"{named}; no folder, .zip or .ipynb of a student")])
    return status


def grade_students(
    course: Course, names: Sequence[str], students: Mapping[str, Path], request: Request, console: Console
) -> int:
    """As `grade_class`, for the exercises `names` and the submissions of these students."""
    secret = read_secret(course, request.seed_file)
    confinement = check_confinement(examine(), request.allow_unconfined)
    request.to.mkdir(parents=True, exist_ok=True)
    # Grades that were made unconfined say so one by one, and are made again where a later run is confined.
    engine = __version__ if confinement != UNCONFINED else f"{__version__} {UNCONFINED}"
    book = Gradebook(request.gradebook or f"sqlite:///{request.to / 'grades.db'}", engine)
    try:
        desk = set_desk(course, names, secret, request.devices, request.jobs)
        with open_executor(request, desk, len(students)) as executor:
            tally = _with_progress(desk, students, request.devices, book, executor, console)
        infos = [exercise_info(course, name, desk.digests[name]) for name in names]
        summaries = _write_reports(request.to, book, infos, setting_of(secret, confinement, request.devices))
    finally:
        book.close()
    return _close(request.to, console, summaries, infos, tally, confinement)


def _with_progress(
    desk: Desk,
    students: Mapping[str, Path],
    devices: Sequence[str],
    book: Gradebook,
    executor: Executor,
    console: Console,
) -> Tally:
    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("grading", total=len(students))
        return grade_all(desk, students, devices, book, executor, lambda count: progress.advance(task, count))


def _write_reports(
    to: Path, book: Gradebook, infos: Sequence[ExerciseInfo], setting: Setting
) -> Mapping[str, ExerciseSummary]:
    names = [info.exercise for info in infos]
    with csv_file(to / "grades.csv", names) as table, json_file(to / "grades.json", infos, setting) as document:
        reports = (table, document, feedback_files(to / "feedback", infos))
        return summarise(_reported(results(book, names), reports), names)


def _reported(results: Iterable[StudentResult], reports: Sequence[Report]) -> Iterator[StudentResult]:
    """The results, each when it is in every report."""
    for result in results:
        for report in reports:
            report(result)
        yield result


def _close(
    to: Path,
    console: Console,
    summaries: Mapping[str, ExerciseSummary],
    infos: Sequence[ExerciseInfo],
    tally: Tally,
    confinement: str,
) -> int:
    console.print(class_table(summaries, {info.exercise: info.title for info in infos}))
    print_unknown(console, summaries)
    ungraded = sum(summary.statuses[Status.ungraded] for summary in summaries.values())
    rate = tally.students / tally.seconds if tally.seconds else 0.0
    handed_in = "1 submission" if tally.students == 1 else f"{tally.students} submissions"
    made = f"{tally.graded} grades made, {tally.kept} kept from before" if tally.kept else f"{tally.graded} grades made"
    print_lines(
        console,
        [
            (
                "graded",
                f"{handed_in} in {tally.seconds:.1f} s, {rate:.1f} per second; {made}",
            ),
            ("ungraded", f"{ungraded}; run the same command again to retry" if ungraded else "nothing"),
            ("confinement", confinement),
            ("marks", str(to / "grades.csv")),
            ("reasons", str(to / "grades.json")),
            ("feedback", str(to / "feedback")),
        ],
    )
    return 1 if ungraded else 0
