"""An nbgrader course: a source notebook for each chapter, with the public cases beside it, and the configuration."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from autograder.authoring.notebook import (
    Chapter,
    Task,
    Text,
    built_figures,
    code_cell,
    files_beside,
    notebook_name,
    read_chapter,
    spoken,
    text_cell,
    written,
)
from autograder.authoring.texts import TEMPLATES
from autograder.course import Course
from autograder.intake.notebook import identity_of
from autograder.judge.messages import LANGUAGES
from autograder.nbgrader.marks import STEPS, test_identity


def nbgrader_tree(course: Course) -> dict[str, bytes]:
    """Every file of the nbgrader course, with an assignment for each chapter, ``ch2`` and in Japanese ``ch2_ja``: path
    and content, in order of path."""
    config = TEMPLATES.get_template("nbgrader_config.py.jinja").render(steps=STEPS)
    files = {"nbgrader_config.py": config.encode()}
    for chapter, language in itertools.product(course.chapters, LANGUAGES):
        assignment = chapter if language == "en" else f"{chapter}_{language}"
        notebook = source_notebook(read_chapter(course, chapter, language, built_figures(course, chapter)))
        files[f"source/{assignment}/{notebook_name(chapter, language)}"] = notebook.encode()
        files |= {f"source/{assignment}/{path}": content for path, content in files_beside(course, chapter).items()}
    return dict(sorted(files.items()))


def source_notebook(chapter: Chapter) -> str:
    """The instructor's notebook: for each exercise its text, the model solution, which nbgrader cuts out, and the test
    cell, whose last value is the points that the public cases earned."""
    head = [_locked(text) for text in chapter.texts]
    return written([*head, *(cell for task in chapter.tasks for cell in _cells(task, chapter.language))])


def _cells(task: Task, language: str) -> Iterator[NotebookNode]:
    yield _locked(task.text)
    yield _graded(code_cell(identity_of(task.name), task.solution), identity_of(task.name), solution=True)
    test = f'from autograder import check\ncheck("{task.name}"{spoken(language)}).out_of({task.points:g})'
    identity = test_identity(task.name)
    yield _graded(code_cell(identity, test), identity, grade=True, locked=True, points=task.points)


def _locked(text: Text) -> NotebookNode:
    return _graded(text_cell(text), text.identity, locked=True)


def _graded(cell: NotebookNode, identity: str, **flags: Any) -> NotebookNode:
    """The cell with nbgrader's metadata, version 3."""
    about = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    cell.metadata["nbgrader"] = NotebookNode({**about, "grade_id": identity, **flags})
    return cell
