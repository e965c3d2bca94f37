"""What a class is graded with: the course's secret, and the papers that are drawn from it."""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
import sys
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import torch

from autograder.course import Course
from autograder.exercise import CourseError
from autograder.grading import Desk
from autograder.offspring import offspring
from autograder.paper import Paper, digest_of
from autograder.questions import set_paper

MIN_SECRET_BYTES = 16
#: The wall hides every device; a way through it for CUDA alone is still to be built.
_NOT_CONFINED = "this version cannot confine work on a CUDA device"


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


def set_desk(course: Course, names: Sequence[str], secret: bytes, devices: Sequence[str], jobs: int) -> Desk:
    """Set the papers of the exercises `names`, so many at once. Raises CourseError."""
    papers = dict(zip(names, _papers(course, names, secret, min(jobs, len(names))), strict=True))
    absent = {}
    if "cuda" in devices:
        there = torch.cuda.is_available()
        absent["cuda"] = _NOT_CONFINED if there else "there is no CUDA device on the machine that graded"
    return Desk(papers, {name: digest_of(paper) for name, paper in papers.items()}, absent)


def _papers(course: Course, names: Sequence[str], secret: bytes, jobs: int) -> list[Paper]:
    """The papers. Every known mistake answers every case, which takes about a second an exercise."""
    if jobs < 2:
        return [set_paper(course[name], name, secret) for name in names]
    try:
        with offspring(jobs, "fork" if sys.platform == "linux" else "spawn") as pool:
            return list(pool.map(functools.partial(_paper, course.root, secret), names))
    except BrokenProcessPool as error:
        raise CourseError("a process that set the papers was killed; is there memory enough for --jobs?") from error


def _paper(root: Path, secret: bytes, name: str) -> Paper:
    return set_paper(_course(root)[name], name, secret)


@functools.cache
def _course(root: Path) -> Course:
    """The course, loaded once in each process."""
    return Course.find(root)
