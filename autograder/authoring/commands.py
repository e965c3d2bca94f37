"""The authors' commands. Everything heavy is imported by the command that needs it, so that --help is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.terminal import console, refuse


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
        raise refuse(error, status=1) from None
    typer.echo(f"assignments/ is up to date; {len(stale)} files changed" if stale else "assignments/ is up to date")


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
        raise refuse(ValueError("--to writes a page about the whole course; leave --exercise out"))
    try:
        passed = verify_course(Course.find(), tuple(exercise or ()), to, console())
    except (CourseError, SandboxError) as error:
        raise refuse(error) from None
    raise typer.Exit(0 if passed else 1)


def calibrate(
    exercise: Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write the table to this page, if all is well.")] = None,
) -> None:
    """Measure tolerances: right programs must err far less, known mistakes far more. Exits 1 where they do not."""
    from autograder.authoring.calibrate import calibrate as measure
    from autograder.course import Course
    from autograder.exercise import CourseError

    if exercise and to:
        raise refuse(ValueError("--to writes a page about the whole course; leave --exercise out"))
    try:
        passed = measure(Course.find(), tuple(exercise or ()), to, console())
    except CourseError as error:
        raise refuse(error) from None
    raise typer.Exit(0 if passed else 1)


def mutants(
    exercise: Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")] = None,
) -> None:
    """Change the model solutions, one small thing at a time: the hidden cases must notice. Exits 1 if they do not."""
    from autograder.authoring.mutation.report import report_mutants
    from autograder.course import Course
    from autograder.exercise import CourseError
    from autograder.sandbox.limits import SandboxError

    try:
        passed = report_mutants(Course.find(), tuple(exercise or ()), console())
    except (CourseError, SandboxError) as error:
        raise refuse(error) from None
    raise typer.Exit(0 if passed else 1)


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
        raise refuse(error) from None
    typer.echo(f"{count} files in {to}")
