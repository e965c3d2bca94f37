"""What leaves the course, in the form that a platform wants. Students get no solution, oracle, hidden case, mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from autograder.authoring.build import chapter_facts, out_of_date
from autograder.authoring.gradescope import gradescope_tree
from autograder.authoring.nbgrader import nbgrader_tree
from autograder.authoring.otter import otter_tree
from autograder.authoring.texts import TEMPLATES
from autograder.authoring.trees import ENGINE, files_in
from autograder.course import Course
from autograder.exercise import CourseError


def release_to(course: Course, to: Path, form: str = "student") -> int:
    """Write the course in a form to the empty folder `to` and return the number of files.

    Raises:
        CourseError: there is no such form, `to` holds something already, or assignments/ is out of date.
    """
    if form not in FORMS:
        raise CourseError(f"there is no form {form!r}; there are: {', '.join(FORMS)}")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise CourseError(f"{to} is not an empty folder; give one that does not exist yet")
    stale = out_of_date(course)
    if stale:
        raise CourseError(f"assignments/{stale[0]} is out of date; run `autograder build` first")
    files = FORMS[form](course)
    for path, content in files.items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_bytes(content)
    return len(files)


def student_tree(course: Course) -> dict[str, bytes]:
    """Every file of the student tree: path and content, in order of path."""
    files = {f"assignments/{path}": content for path, content in files_in(course.root / "assignments")}
    files |= {f"autograder/{path}": content for path, content in files_in(ENGINE)}
    files["LICENSE"] = (course.root / "LICENSE").read_bytes()
    project = tomllib.loads((course.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    facts: dict[str, Any] = {"project": project, "chapters": course.chapters, "course": course}
    for name, language in (("README.md", "en"), ("README.ja.md", "ja"), ("pyproject.toml", "en")):
        facts["map"] = [chapter_facts(course, chapter, language) for chapter in course.chapters]
        files[name] = TEMPLATES.get_template(f"student/{name}.jinja").render(facts).encode()
    return dict(sorted(files.items()))


#: Every form, with what makes its files: path and content.
FORMS: Mapping[str, Callable[[Course], dict[str, bytes]]] = {
    "student": student_tree,
    "nbgrader": nbgrader_tree,
    "otter": otter_tree,
    "gradescope": gradescope_tree,
}
