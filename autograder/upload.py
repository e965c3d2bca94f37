"""One upload to Gradescope, graded inside Gradescope's container: whatever happens, a ``results.json`` is left."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.classroom import exercise_info, setting_of
from autograder.confinement import check_confinement
from autograder.course import Course
from autograder.desk import read_secret, set_desk
from autograder.grading import grade_exercises
from autograder.intake.folders import IntakeError, read_submission
from autograder.report.gradescope import Results, graded, not_graded, write_results
from autograder.report.summary import student_result
from autograder.sandbox.doctor import examine
from autograder.sandbox.limits import SandboxError
from autograder.sandbox.wall import Wall

#: The course's secret, as the zip for Gradescope calls it.
SECRET = "course-secret.txt"
#: Where the kernel tells of a container's memory, in version 2 of control groups and in version 1.
_CGROUP = Path("/sys/fs/cgroup")
_MEMORY_FILES = ("memory.events", "memory/memory.oom_control")


def grade_upload(root: Path, chapter: str, allow_unconfined: bool) -> Results:
    """Grade `root`/submission by the course in `root`/source, and write `root`/results/results.json.

    Whatever goes wrong is told to the instructor in that file, which then holds no score.

    Raises:
        OSError: the file itself cannot be written.
    """
    try:
        results = _results(root, chapter, allow_unconfined)
        write_results(root / "results" / "results.json", results)
    except Exception as error:  # whatever it is: a fault of ours is no student's zero
        results = not_graded(f"{type(error).__name__}: {error}")
        write_results(root / "results" / "results.json", results)
    return results


def _results(root: Path, chapter: str, allow_unconfined: bool) -> Results:
    source = root / "source"
    course = Course.find(source)
    names = course.select((chapter,))
    secret = read_secret(course, source / SECRET)
    confinement = check_confinement(examine(project=source), allow_unconfined)
    desk = set_desk(course, names, secret, ("cpu",), os.cpu_count() or 1)
    submission = read_submission("submission", _uploaded(root / "submission"), desk.wanted)
    killed = memory_kills()
    with Wall(desk.worker, unconfined=allow_unconfined) as wall:
        grades = list(grade_exercises(desk, wall, submission, names, "cpu"))
    if memory_kills() > killed:
        # From inside, a process that the container's limit ended looks like one that the student's code ended.
        raise SandboxError("the container ran out of memory; give it more in Gradescope's settings, and run this again")
    student = student_result(submission.student, grades, names, submission.notes)
    infos = [exercise_info(course, name, desk.digests[name]) for name in names]
    return graded(student, infos, setting_of(secret, confinement, ("cpu",)))


def _uploaded(folder: Path) -> Path:
    """The folder of the upload."""
    if not folder.is_dir():
        raise IntakeError(f"{folder} is not there; Gradescope puts a student's upload in this folder")
    return folder


def memory_kills(cgroup: Path = _CGROUP) -> int:
    """How many processes of this container the kernel has ended for want of memory; 0 where it does not tell."""
    for name in _MEMORY_FILES:
        path = cgroup / name
        if path.is_file():
            counts = dict(line.split() for line in path.read_text(encoding="ascii").splitlines())
            return int(counts.get("oom_kill", 0))
    return 0
