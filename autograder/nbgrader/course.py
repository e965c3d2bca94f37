"""``autograder grade --nbgrader COURSE``: a whole course that nbgrader keeps, graded and written back."""

from __future__ import annotations

import glob
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde
from nbgrader.utils import capture_log, temp_attrs

from autograder.exercise import CourseError
from autograder.intake.notebook import NotANotebook, code_cells
from autograder.nbgrader.marks import STEPS, Mark, StudentMarks, digest_of_folder, marks_path
from autograder.nbgrader.preprocessor import put_marks
from autograder.report.feedback import About, comment_on, exercise_text
from autograder.report.summary import StudentResult

_STAND_IN = """\
**nbgrader cannot show what was handed in**, so this is the notebook as it was released. The marks are for what was
found in the submission; its files lie in `{folder}`.
"""


class NbgraderCourse:
    """A course folder of nbgrader. Raises CourseError if it is none, or nothing was generated yet."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        if not (self.root / "nbgrader_config.py").is_file():
            raise CourseError(f"{root} is no nbgrader course: it has no nbgrader_config.py")
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # for alembic
        self._app = NbGrader(log_level=logging.ERROR)
        self._app.initialize([], root=str(self.root))
        for handler in list(self._app.log.handlers):
            self._app.log.removeHandler(handler)  # what it says is read from its log, below
        self._app.log.propagate = False
        self._directory = self._app.coursedir

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.root, self._directory.format_path(step, student, assignment))

    def assignments(self, known: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        """The exercises of each assignment that was generated, in the order of its notebooks. Raises CourseError."""
        found = {}
        with self._gradebook() as gradebook:
            for name in sorted(assignment.name for assignment in gradebook.assignments):
                notebooks = sorted(self._folder(self._directory.release_directory, ".", name).glob("*.ipynb"))
                exercises = [exercise for path in notebooks for exercise in _exercises(path) if exercise in known]
                if exercises:
                    found[name] = tuple(dict.fromkeys(exercises))
        if not found:
            raise CourseError(f"{self.root} has no assignment of ours: run `nbgrader generate_assignment` there first")
        return found

    def _gradebook(self) -> Gradebook:
        return Gradebook(self._directory.db_url, self._directory.course_id)

    def students(self, assignment: str) -> Mapping[str, Path]:
        """The folders of those who handed the assignment in, by student."""
        pattern = self._directory.format_path(self._directory.submitted_directory, "*", assignment)
        position = Path(pattern).parts.index("*")
        folders = sorted(Path(path) for path in glob.glob(pattern))
        return {path.parts[position]: path for path in folders if path.is_dir()}

    def write(self, assignment: str, result: StudentResult, about: About) -> str:
        """Write a student's marks and comments; returns why nbgrader could not show the submission, or ""."""
        submitted = self._folder(self._directory.submitted_directory, result.student, assignment)
        marks = _student_marks(result, submitted, about)
        path = marks_path(self.root, assignment, result.student)
        content = msgspec.json.format(msgspec.json.encode(marks))
        if self._is_written(path, content, assignment, result.student):
            return ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return self._convert(assignment, result.student, marks)

    def _is_written(self, path: Path, content: bytes, assignment: str, student: str) -> bool:
        autograded = self._folder(self._directory.autograded_directory, student, assignment)
        return path.is_file() and path.read_bytes() == content and any(autograded.glob("*.ipynb"))

    def _convert(self, assignment: str, student: str, marks: StudentMarks) -> str:
        with temp_attrs(self._directory, assignment_id=assignment, student_id=student):
            converter = Autograde(coursedir=self._directory, parent=self._app)
            converter.force, converter.autograde_preprocessors = True, STEPS
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # SQLAlchemy on how nbgrader adds submissions: harmless
                outcome: dict[str, Any] = capture_log(converter)
        if outcome["success"]:
            return ""
        self._stand_in(assignment, student, marks)
        return _reason(outcome)

    def _stand_in(self, assignment: str, student: str, marks: StudentMarks) -> None:
        """Where nbgrader cannot read a submission: the released notebook, with the marks and a word about it."""
        submitted = self._folder(self._directory.submitted_directory, student, assignment)
        autograded = self._folder(self._directory.autograded_directory, student, assignment)
        shutil.rmtree(autograded, ignore_errors=True)
        autograded.mkdir(parents=True)
        stamp = self._directory.get_existing_timestamp(str(submitted))
        for name in ("timestamp.txt", "submission_secret.txt"):
            if (submitted / name).is_file():
                shutil.copy(submitted / name, autograded / name)
        with warnings.catch_warnings(), self._gradebook() as gradebook:
            warnings.simplefilter("ignore")
            gradebook.update_or_create_student(student)
            when = {"timestamp": stamp} if stamp else {}
            gradebook.update_or_create_submission(assignment, student, **when)
            for released in self._folder(self._directory.release_directory, ".", assignment).glob("*.ipynb"):
                nb = nbformat.read(released, as_version=4)
                text = _STAND_IN.format(folder=submitted.relative_to(self.root))
                nb.cells.insert(0, nbformat.v4.new_markdown_cell(text, id="stand-in"))
                put_marks(nb, marks, gradebook, (released.stem, assignment, student))
                nbformat.write(nb, autograded / released.name)


def _exercises(notebook: Path) -> Iterator[str]:
    """The exercises that the cells of a released notebook were made for."""
    try:
        cells = code_cells(notebook.read_bytes())
    except NotANotebook as error:
        raise CourseError(f"{notebook}: {error}") from None
    yield from (cell.exercise for cell in cells if cell.exercise)


def _student_marks(result: StudentResult, folder: Path, about: About) -> StudentMarks:
    marks = [
        Mark(each.exercise, each.points, each.possible, comment_on(each, about), exercise_text(each, about))
        for each in result.exercises
    ]
    return StudentMarks(digest_of_folder(folder), marks, result.notes)


def _reason(outcome: Mapping[str, Any]) -> str:
    """The first error in nbgrader's log."""
    lines = [line for line in str(outcome.get("log", "")).splitlines() if "ERROR" in line]
    return lines[0].partition("]")[2].strip() if lines else "nbgrader could not convert it"
