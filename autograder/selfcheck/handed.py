"""What counts for an exercise on the student's machine: by the same rule as when it is graded."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from autograder.intake.candidates import Handed
from autograder.intake.folders import read_file
from autograder.intake.program import Wanted
from autograder.intake.submission import choose_files
from autograder.selfcheck.cases import read_case_file


@functools.lru_cache
def chapter_wanted(cases: Path) -> Mapping[str, Wanted]:
    """What the exercises of a folder of public cases define, by exercise. Raises ValueError."""
    files = [read_case_file(path) for path in sorted(cases.glob("*.json"))]
    return {file.exercise: file.wanted for file in files}


def handed_in(chapter: Path, exercise: str) -> Handed:
    """The script or the notebook's code of `exercise` in the folder of a chapter."""
    script = f"{exercise.partition('.')[2]}.py"
    wanted = chapter_wanted(chapter / "cases")
    paths = [path.name for path in chapter.iterdir() if path.is_file()]

    def read(name: str, limit: int) -> Handed:
        return read_file(chapter / name, name, limit)

    names = [name for name in paths if name == script or name.endswith(".ipynb")]
    files, _ = choose_files(names, wanted, read)
    return files.get(exercise, Handed(script, b"", broken=f"{script} is not there"))
