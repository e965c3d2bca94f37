"""The command ``autograder``. Everything heavy is imported by the command that needs it, so that --help is quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder import __version__

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.classroom import Request

app = typer.Typer(
    help="Build, check and grade exercises on sequence models in PyTorch.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build, check and grade exercises on sequence models in PyTorch."""
    # One thread: results then do not depend on how many cores a machine has, and small tensors are faster.
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _console() -> Console:
    """The terminal; where the output goes to a file, lines are wide enough for every table."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=140)


def _refuse(error: Exception, status: int = 2) -> typer.Exit:
    """One line on stderr, and the exit status."""
    typer.echo(f"autograder: {' '.join(str(error).split())}", err=True)
    return typer.Exit(status)


@app.command()
def grade(
    submissions: Annotated[
        Path | None, typer.Argument(help="A folder with one folder, .zip or .ipynb for each student.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Where the gradebook and the reports go.")] = None,
    chapter: Annotated[str | None, typer.Option(help="Only this chapter, like ch2.")] = None,
    exercise: Annotated[
        list[str] | None, typer.Option(help="Only this exercise, like ch2.lstm_cell; may be repeated.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, help="Submissions under way at once.", show_default="one a core")
    ] = os.cpu_count() or 1,
    device: Annotated[
        str,
        typer.Option(
            help="Devices to grade on, with commas: cpu, cuda, and stand-in, which finds mistakes about devices without"
            " a GPU, beside cpu."
        ),
    ] = "cpu",
    seed_file: Annotated[
        Path | None,
        typer.Option(help="The course's secret; hidden inputs are drawn from it.", show_default=".unrolled-secret"),
    ] = None,
    gradebook: Annotated[str | None, typer.Option(help="A database URL.", show_default="sqlite, in --to")] = None,
    nbgrader: Annotated[
        Path | None,
        typer.Option(
            help="In place of SUBMISSIONS and --to, an nbgrader course: grades what lies in submitted/ and writes marks"
            " and comments into its gradebook; needs unrolled[notebooks]."
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(help="A Dask scheduler whose workers grade, like tcp://host:8786; needs unrolled[distributed]."),
    ] = None,
    allow_unconfined: Annotated[
        bool,
        typer.Option("--allow-unconfined", help="Grade where untrusted code cannot be confined; every grade says so."),
    ] = False,
) -> None:
    """Grade a class. Exits 0 if everything was graded, 1 if something is ungraded, 2 on wrong use."""
    from autograder.classroom import DEVICES, Request, grade_class
    from autograder.executors import ClusterError
    from autograder.exercise import CourseError
    from autograder.gradebook import GradebookError
    from autograder.intake.folders import IntakeError
    from autograder.sandbox.limits import SandboxError

    devices = tuple(dict.fromkeys(name.strip() for name in device.split(",")))
    if not set(devices) <= set(DEVICES):
        raise _refuse(ValueError(f"--device {device}: devices are {', '.join(DEVICES)}"))
    if devices == ("stand-in",):
        raise _refuse(ValueError("--device stand-in: it tells mistakes about devices only; give cpu,stand-in"))
    if (submissions is None, to is None) != (nbgrader is not None,) * 2:
        raise _refuse(ValueError("give SUBMISSIONS and --to DIR, or --nbgrader COURSE alone"))
    places, chosen = (submissions or Path(), to or Path()), (chapter, tuple(exercise or ()))
    request = Request(*places, *chosen, jobs, devices, seed_file, gradebook, cluster, allow_unconfined)
    try:
        status = _grade_nbgrader(nbgrader, request) if nbgrader is not None else grade_class(request, _console())
    except (CourseError, IntakeError, SandboxError, GradebookError, ClusterError) as error:
        raise _refuse(error) from None
    except OSError as error:
        reason = f"{error}; the grades stored so far are kept, and the same command goes on from there"
        raise _refuse(OSError(reason), status=1) from None
    raise typer.Exit(status)


def _grade_nbgrader(root: Path, request: Request) -> int:
    from autograder.exercise import CourseError

    try:
        from autograder.nbgrader.classroom import grade_course
    except ImportError as error:
        raise CourseError('--nbgrader needs the extra "notebooks": pip install "unrolled[notebooks]"') from error
    return grade_course(root, request, _console())


@app.command()
def gradescope(
    chapter: Annotated[str, typer.Option(help="The chapter that the assignment is about, like ch2.")],
    root: Annotated[Path, typer.Option(help="Gradescope's folder.")] = Path("/autograder"),
    allow_unconfined: Annotated[
        bool,
        typer.Option("--allow-unconfined", help="Grade where untrusted code cannot be confined; every grade says so."),
    ] = False,
) -> None:
    """In Gradescope's container: grade the one upload. Exits 0 once there is a results.json, graded or not."""
    from autograder.upload import grade_upload

    results = grade_upload(root, chapter, allow_unconfined)
    if results.extra_data is None:
        typer.echo(results.tests[0].output)
    else:
        typer.echo(f"graded; confinement: {results.extra_data['setting']['confinement']}")


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if anything is out of date.")] = False,
) -> None:
    """Make assignments/ from solutions/ and reference/."""
    from autograder.authoring.build import out_of_date, write_tree
    from autograder.course import Course
    from autograder.exercise import CourseError

    try:
        course = Course.find()
        stale = out_of_date(course)
        if check and stale:
            raise CourseError(f"out of date: {', '.join(stale)}; run `autograder build`")
        if not check:
            write_tree(course)
    except CourseError as error:
        raise _refuse(error, status=1) from None
    typer.echo(f"assignments/ is up to date; {len(stale)} files changed" if stale else "assignments/ is up to date")


@app.command()
def verify(
    exercise: Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write what was measured to this page, if all of the course holds.")
    ] = None,
) -> None:
    """Prove the course: oracles, solutions, stubs, mistakes, tolerances, handouts."""
    from autograder.authoring.verify import verify_course
    from autograder.course import Course
    from autograder.exercise import CourseError
    from autograder.sandbox.limits import SandboxError

    if exercise and to:
        raise _refuse(ValueError("--to writes a page about the whole course; leave --exercise out"))
    try:
        passed = verify_course(Course.find(), tuple(exercise or ()), to, _console())
    except (CourseError, SandboxError) as error:
        raise _refuse(error) from None
    raise typer.Exit(0 if passed else 1)


@app.command()
def calibrate(
    exercise: Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write the table to this page, if all is well.")] = None,
) -> None:
    """Measure tolerances: right programs must err far less, known mistakes far more. Exits 1 where they do not."""
    from autograder.authoring.calibrate import calibrate as measure
    from autograder.course import Course
    from autograder.exercise import CourseError

    if exercise and to:
        raise _refuse(ValueError("--to writes a page about the whole course; leave --exercise out"))
    try:
        passed = measure(Course.find(), tuple(exercise or ()), to, _console())
    except CourseError as error:
        raise _refuse(error) from None
    raise typer.Exit(0 if passed else 1)


@app.command()
def mutants(
    exercise: Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")] = None,
) -> None:
    """Change the model solutions, one small thing at a time: the hidden cases must notice. Exits 1 if they do not."""
    from autograder.authoring.mutation.report import report_mutants
    from autograder.course import Course
    from autograder.exercise import CourseError
    from autograder.sandbox.limits import SandboxError

    try:
        passed = report_mutants(Course.find(), tuple(exercise or ()), _console())
    except (CourseError, SandboxError) as error:
        raise _refuse(error) from None
    raise typer.Exit(0 if passed else 1)


@app.command()
def release(
    to: Annotated[Path, typer.Option("--to", help="A folder that does not exist yet, or is empty.")],
    form: Annotated[str, typer.Option("--format", help="student, nbgrader, otter or gradescope.")] = "student",
) -> None:
    """Write the course for students, or as an nbgrader course, otter-grader assignments, Gradescope autograders."""
    from autograder.authoring.release import release_to
    from autograder.course import Course
    from autograder.exercise import CourseError

    try:
        count = release_to(Course.find(), to, form)
    except CourseError as error:
        raise _refuse(error) from None
    typer.echo(f"{count} files in {to}")


@app.command()
def progress(
    lang: Annotated[str, typer.Option(help="en or ja.")] = "en",
) -> None:
    """For students: what is done, the points of the public cases, and the next step."""
    from autograder.selfcheck.course import NotHere, find_assignments, sit_all
    from autograder.selfcheck.progress import chapter_lines, next_step

    _need_language(lang)
    try:
        sittings = sit_all(find_assignments(Path.cwd()))
    except (NotHere, ValueError) as error:
        raise _refuse(error) from None
    for text, colour in chapter_lines(sittings, lang):
        typer.secho(text, fg=colour or None)
    typer.echo(next_step(sittings, lang))


@app.command()
def hint(
    exercise: Annotated[str, typer.Argument(help="Like ch2.lstm_cell.")],
    lang: Annotated[str, typer.Option(help="en or ja.")] = "en",
) -> None:
    """For students: open one more hint for an exercise; each tells more than the one before."""
    from autograder.selfcheck.course import NotHere, hint_lines, open_hint

    _need_language(lang)
    try:
        hints, available = open_hint(Path.cwd(), exercise, lang)
    except (NotHere, ValueError) as error:
        raise _refuse(error) from None
    for line in hint_lines(hints, available, exercise, lang):
        typer.echo(line)


def _need_language(lang: str) -> None:
    from autograder.judge.messages import LANGUAGES

    if lang not in LANGUAGES:
        raise _refuse(ValueError(f"--lang {lang}: languages are {' and '.join(LANGUAGES)}"))


@app.command()
def doctor() -> None:
    """Attack the sandbox of this machine and report how far it holds. Exits 0 if bulk grading is safe here."""
    from autograder.report.examination import print_examination
    from autograder.sandbox.doctor import examine

    examination = examine()
    print_examination(_console(), examination)
    raise typer.Exit(0 if examination.level >= 2 else 1)


if __name__ == "__main__":
    sys.exit(app())
