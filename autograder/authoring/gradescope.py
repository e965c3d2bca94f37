"""Autograders for Gradescope: a zip for each chapter, with the engine, the chapter's reference files and the secret."""

from __future__ import annotations

import ast
import io
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.authoring.texts import TEMPLATES
from autograder.authoring.trees import ENGINE, files_in
from autograder.course import Course, chapter_of, inner_path
from autograder.desk import read_secret
from autograder.report.gradescope import NOT_GRADED
from autograder.upload import SECRET

#: The earliest date that a zip can tell: the same course gives the same bytes on every day.
_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR, _EXECUTABLE, _PRIVATE = 0o100644, 0o100755, 0o100600


def gradescope_tree(course: Course) -> dict[str, bytes]:
    """``ch1.zip`` and so on, and a page that says what to do with them. Raises CourseError."""
    page = TEMPLATES.get_template("gradescope/README.md.jinja").render(chapters=course.chapters)
    zips = {f"{chapter}.zip": zipped(autograder_files(course, chapter)) for chapter in course.chapters}
    return {"README.md": page.encode(), **zips}


def autograder_files(course: Course, chapter: str) -> dict[str, bytes]:
    """Path and content of everything in one zip. Raises CourseError."""
    project = tomllib.loads((course.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    facts = {"chapter": chapter, "chapters": [chapter], "not_graded": NOT_GRADED, "project": project}
    made = {
        "README.md": "gradescope/README.md.jinja",
        "pyproject.toml": "student/pyproject.toml.jinja",
        "run_autograder": "gradescope/run_autograder.jinja",
        "setup.sh": "gradescope/setup.sh.jinja",
        "solutions/README.md": "gradescope/solutions.md.jinja",
    }
    files = {path: TEMPLATES.get_template(template).render(facts).encode() for path, template in made.items()}
    files |= {f"autograder/{path}": content for path, content in files_in(ENGINE)}
    stubs = [f"assignments/{inner_path(name)}.py" for name in course.names if chapter_of(name) == chapter]
    needed = [course.root / path for path in ("LICENSE", "constraints.txt", *stubs)]
    needed += [*reference_files(course, chapter), *_data(course)]
    files |= {path.relative_to(course.root).as_posix(): path.read_bytes() for path in needed}
    files[SECRET] = read_secret(course, None) + b"\n"
    return dict(sorted(files.items()))


def reference_files(course: Course, chapter: str) -> list[Path]:
    """The chapter's files of ``reference/`` and whatever of it these import, directly or not."""
    found: set[Path] = set()
    waiting = [course.reference_file(name) for name in course.names if chapter_of(name) == chapter]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(course, path)
    return sorted(found)


def _imported(course: Course, path: Path) -> Iterator[Path]:
    """The files of ``reference/`` that a file of it imports."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            file = course.root / f"{name.replace('.', '/')}.py"
            if name.startswith("reference.") and file.is_file():
                yield file


def _data(course: Course) -> list[Path]:
    """What the modules of ``reference/`` read."""
    return [path for path in sorted((course.root / "reference" / "data").rglob("*")) if path.is_file()]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in their order. Uncompressed, since libraries differ in how they compress."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = 3  # Unix, on every system: else the modes would not count
            entry.external_attr = _mode(path) << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _mode(path: str) -> int:
    return _EXECUTABLE if path in ("run_autograder", "setup.sh") else _PRIVATE if path == SECRET else _REGULAR
