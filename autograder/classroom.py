"""One run of the grader over a class: from arguments to grades, files and the closing table."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
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
from autograder.confinement import check_confinement
from autograder.course import Course, chapter_of, entry_of
from autograder.executors import ClusterError, Executor, Threads
from autograder.exercise import CourseError
from autograder.gradebook import Gradebook
from autograder.grading import Desk
from autograder.intake.folders import students_in
from autograder.judge.verdict import Status
from autograder.questions import digest_of, set_paper
from autograder.report.exports import (
    CaseInfo,
    ExerciseInfo,
    MistakeInfo,
    Setting,
    results,
    write_csv,
    write_json,
)
from autograder.report.feedback import write_feedback
from autograder.report.summary import ExerciseSummary, summarise
from autograder.report.terminal import class_table, print_lines, print_unknown
from autograder.sandbox.doctor import examine
from autograder.sandbox.wall import Wall
from autograder.selfcheck.cases import read_case_file
from autograder.worker.accelerator import STAND_IN

MIN_SECRET_BYTES = 16
DEVICES = ("cpu", "cuda", STAND_IN)


@dataclass(frozen=True)
class Request:
    """What the instructor asked for; see ``autograder grade --help``."""

    submissions: Path
    to: Path
    chapter: str | None
    exercises: tuple[str, ...]
    jobs: int
    devices: tuple[str, ...]
    seed_file: Path | None
    gradebook: str | None
    cluster: str | None
    allow_unconfined: bool


def read_secret(course: Course, seed_file: Path | None) -> bytes:
    """The secret that hidden inputs are drawn from: of `seed_file`, or the course's own, made at its first use.

    Raises:
        CourseError: the file is missing or too short to be a secret.
    """
    path = seed_file or course.root / ".unrolled-secret"
    if seed_file is None and not path.exists():
        with contextlib.suppress(FileExistsError):
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(fd, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32) + "\n")
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise CourseError(f"the seed file {path} cannot be read ({error.strerror})") from error
    if len(secret) < MIN_SECRET_BYTES:
        raise CourseError(f"the seed file {path} holds {len(secret)} bytes; a secret needs at least {MIN_SECRET_BYTES}")
    return secret


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


def set_desk(course: Course, names: Sequence[str], secret: bytes, devices: Sequence[str]) -> Desk:
    """Set the papers of the exercises `names`."""
    papers = {name: set_paper(course[name], name, secret) for name in names}
    absent = {}
    if "cuda" in devices:
        there = torch.cuda.is_available()
        absent["cuda"] = _NOT_CONFINED if there else "there is no CUDA device on the machine that graded"
    return Desk(papers, {name: digest_of(paper) for name, paper in papers.items()}, absent)


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


#: The wall hides every device; a way through it for CUDA alone is still to be built.
_NOT_CONFINED = "this version cannot confine work on a CUDA device"


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
    names = course.select(request.chapter, request.exercises)
    return grade_students(course, names, students_in(request.submissions), request, console)


def grade_students(
    course: Course, names: Sequence[str], students: Mapping[str, Path], request: Request, console: Console
) -> int:
    """As `grade_class`, for the exercises `names` and the submissions of these students."""
    secret = read_secret(course, request.seed_file)
    confinement = check_confinement(examine(), request.allow_unconfined)
    desk = set_desk(course, names, secret, request.devices)
    request.to.mkdir(parents=True, exist_ok=True)
    book = Gradebook(request.gradebook or f"sqlite:///{request.to / 'grades.db'}", __version__)
    try:
        with open_executor(request, desk, len(students)) as executor:
            tally = _with_progress(desk, students, request.devices, book, executor, console)
        infos = [exercise_info(course, name, desk.digests[name]) for name in names]
        _write_reports(request.to, book, infos, setting_of(secret, confinement, request.devices))
        summaries = summarise(results(book, names), names)
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


def _write_reports(to: Path, book: Gradebook, infos: Sequence[ExerciseInfo], setting: Setting) -> None:
    write_csv(to / "grades.csv", book, [info.exercise for info in infos])
    write_json(to / "grades.json", book, infos, setting)
    write_feedback(to / "feedback", book, infos)


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
    made = f"{tally.graded} grades made, {tally.kept} kept from before" if tally.kept else f"{tally.graded} grades made"
    print_lines(
        console,
        [
            (
                "graded",
                f"{tally.students} submissions in {tally.seconds:.1f} s, {rate:.1f} per second; {made}",
            ),
            ("ungraded", f"{ungraded}; run the same command again to retry" if ungraded else "nothing"),
            ("confinement", confinement),
            ("marks", str(to / "grades.csv")),
            ("reasons", str(to / "grades.json")),
            ("feedback", str(to / "feedback")),
        ],
    )
    return 1 if ungraded else 0
