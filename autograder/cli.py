"""The command ``autograder``. Everything heavy is imported by the command that needs it, so that --help is quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder import __version__
from autograder.authoring.commands import build, calibrate, mutants, release, verify
from autograder.terminal import console, refuse

if TYPE_CHECKING:
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


@app.command()
def grade(
    submissions: Annotated[
        Path | None, typer.Argument(help="A folder with one folder, .zip or .ipynb for each student.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Where the gradebook and the reports go.")] = None,
    chapter: Annotated[list[str] | None, typer.Option(help="Only this chapter, like ch2; may be repeated.")] = None,
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
        raise refuse(ValueError(f"--device {device}: devices are {', '.join(DEVICES)}"))
    if devices == ("stand-in",):
        raise refuse(ValueError("--device stand-in: it tells mistakes about devices only; give cpu,stand-in"))
    if (submissions is None, to is None) != (nbgrader is not None,) * 2:
        raise refuse(ValueError("give SUBMISSIONS and --to DIR, or --nbgrader COURSE alone"))
    places, chosen = (submissions or Path(), to or Path()), (tuple(chapter or ()), tuple(exercise or ()))
    request = Request(*places, *chosen, jobs, devices, seed_file, gradebook, cluster, allow_unconfined)
    try:
        status = _grade_nbgrader(nbgrader, request) if nbgrader is not None else grade_class(request, console())
    except (CourseError, IntakeError, SandboxError, GradebookError, ClusterError) as error:
        raise refuse(error) from None
    except OSError as error:
        reason = f"{error}; the grades stored so far are kept, and the same command goes on from there"
        raise refuse(OSError(reason), status=1) from None
    raise typer.Exit(status)


def _grade_nbgrader(root: Path, request: Request) -> int:
    from autograder.exercise import CourseError

    try:
        from autograder.nbgrader.classroom import grade_course
    except ImportError as error:
        raise CourseError('--nbgrader needs the extra "notebooks": pip install "unrolled[notebooks]"') from error
    return grade_course(root, request, console())


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


for command in (build, verify, calibrate, mutants, release):
    app.command()(command)


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
        raise refuse(error) from None
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
        raise refuse(error) from None
    for line in hint_lines(hints, available, exercise, lang):
        typer.echo(line)


def _need_language(lang: str) -> None:
    from autograder.judge.messages import LANGUAGES

    if lang not in LANGUAGES:
        raise refuse(ValueError(f"--lang {lang}: languages are {' and '.join(LANGUAGES)}"))


@app.command()
def doctor() -> None:
    """Attack the sandbox of this machine and report how far it holds. Exits 0 if bulk grading is safe here."""
    from autograder.report.examination import print_examination
    from autograder.sandbox.doctor import examine

    examination = examine()
    print_examination(console(), examination)
    raise typer.Exit(0 if examination.level >= 2 else 1)


if __name__ == "__main__":
    sys.exit(app())
