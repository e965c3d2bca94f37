"""One run of the grader over a course that nbgrader keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import track

from autograder.classroom import Request, grade_students
from autograder.course import Course
from autograder.intake.folders import IntakeError
from autograder.nbgrader.course import NbgraderCourse
from autograder.report.exports import GradesFile
from autograder.report.feedback import About


def grade_course(root: Path, request: Request, console: Console) -> int:
    """Grade what was handed in for every assignment of ours, and write it into nbgrader's gradebook. Returns the exit
    status, as `autograder.classroom.grade_class` does.

    Raises:
        CourseError: it is no nbgrader course, or none of its assignments is ours.
        IntakeError: nobody handed anything in.
    """
    course, theirs = Course.find(), NbgraderCourse(root)
    wanted = frozenset(course.select(request.chapters, request.exercises))
    found = theirs.assignments(wanted)
    status, assignments = 0, {name: found[name] for name in found if theirs.students(name)}
    if not assignments:
        raise IntakeError(f"{root / 'submitted'} holds no submission of any assignment of ours")
    for assignment, exercises in assignments.items():
        console.print(f"[bold]{assignment}[/bold]", highlight=False)
        to = theirs.root / "unrolled" / assignment
        students = theirs.students(assignment)
        status |= grade_students(course, exercises, students, replace(request, to=to), console)
        _write(theirs, assignment, to, frozenset(students), console)
    next_steps = "the formgrader, `nbgrader generate_feedback` or `nbgrader export`"
    console.print(f"Marks and comments are in nbgrader's gradebook: go on with {next_steps}.", highlight=False)
    return status


def _write(theirs: NbgraderCourse, assignment: str, to: Path, students: frozenset[str], console: Console) -> None:
    grades = msgspec.json.decode((to / "grades.json").read_bytes(), type=GradesFile)
    about = About({info.exercise: info for info in grades.exercises})
    there = [result for result in grades.students if result.student in students]
    for result in track(there, "writing", console=console):
        problem = theirs.write(assignment, result, about)
        if problem:
            text = f"{result.student}: marked, but nbgrader cannot show the submission ({problem})"
            console.print(text, markup=False, highlight=False, soft_wrap=True)
