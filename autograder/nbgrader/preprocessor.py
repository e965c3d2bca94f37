"""The step of ``nbgrader autograde`` that puts our marks where nbgrader would put its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode, v4
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from autograder.intake.notebook import identity_of
from autograder.nbgrader.marks import Mark, StudentMarks, read_marks, test_identity


class Marks(NbGraderPreprocessor):
    """Comes after SaveAutoGrades, in the place of Execute: nothing of the submission runs.

    The points of each exercise become the score of its test cell, the feedback that cell's output, the short form the
    comment on the answer. Test cells that are not ours, and did not run, are left to be marked by hand.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Raises MarksError where there are no marks for this submission, which nbgrader then leaves unmarked."""
        about = resources["nbgrader"]
        directory = CourseDirectory(parent=self)
        submitted = directory.format_path(directory.submitted_directory, about["student"], about["assignment"])
        marks = read_marks(Path.cwd(), about["assignment"], about["student"], Path(submitted))
        with Gradebook(about["db_url"]) as gradebook:
            put_marks(nb, marks, gradebook, (about["notebook"], about["assignment"], about["student"]))
        return nb, resources


def put_marks(nb: NotebookNode, marks: StudentMarks, gradebook: Gradebook, where: tuple[str, str, str]) -> None:
    """Write the marks into the gradebook and into the notebook's cells; `where` is notebook, assignment, student."""
    ours = {test_identity(mark.exercise): mark for mark in marks.marks}
    for cell in nb.cells:
        if is_grade(cell) and not is_solution(cell) and cell.cell_type == "code":
            name = cell.metadata.nbgrader["grade_id"]
            if name in ours:
                cell.outputs = _outputs(ours[name])
            else:
                grade = gradebook.find_grade(name, *where)
                grade.auto_score, grade.needs_manual_grade = None, True
    for name, mark in ours.items():
        try:
            grade = gradebook.find_grade(name, *where)
        except MissingEntry:
            continue  # the exercise is in another notebook of the assignment
        grade.auto_score = mark.points
        grade.needs_manual_grade = mark.points is None or grade.manual_score is not None
        gradebook.find_comment(identity_of(mark.exercise), *where).auto_comment = mark.comment
    gradebook.db.commit()


def _outputs(mark: Mark) -> list[NotebookNode]:
    shown = {"text/markdown": mark.feedback, "text/plain": mark.feedback}
    told = "ungraded" if mark.points is None else f"{mark.points:g}"
    return [
        v4.new_output("display_data", data=shown),
        v4.new_output("execute_result", data={"text/plain": told}, execution_count=None),
    ]
