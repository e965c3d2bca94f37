"""The engine as a wheel, for platforms that install it where there is no checkout. The same sources, the same bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.wheel import WheelBuilder

from autograder.course import Course


def engine_wheel(course: Course) -> tuple[str, bytes]:
    """The file name of the wheel, as pip wants it, and its content."""
    with TemporaryDirectory() as folder:
        [built] = WheelBuilder(str(course.root)).build(directory=folder, versions=["standard"])
        return Path(built).name, Path(built).read_bytes()
