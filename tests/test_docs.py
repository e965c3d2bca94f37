"""The documents are true where a machine can tell."""

import re
import tomllib
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from autograder import __version__
from autograder.authoring.coverage import coverage_holds
from autograder.course import Course
from autograder.report.schema import schema_text

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "assignments").rglob("*.md")])


def links(text: str) -> list[str]:
    """The relative targets of a document's links and images."""
    tokens = [child for token in MarkdownIt().parse(text) for child in token.children or []]
    targets = [str(token.attrs.get("href", token.attrs.get("src", ""))) for token in tokens]
    return [target.partition("#")[0] for target in targets if target and not re.match(r"https?:|#|mailto:", target)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link in a document names a file that exists."""
    missing = [target for target in links(path.read_text(encoding="utf-8")) if not (path.parent / target).exists()]
    assert not missing


def test_the_schema_of_grades_json_is_the_one_that_the_types_give() -> None:
    """docs/grades.schema.json is up to date: python -m autograder.report.schema > docs/grades.schema.json."""
    assert (ROOT / "docs" / "grades.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_version_is_the_same_everywhere() -> None:
    """pyproject.toml, the package and the changelog agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_library_of_the_project_has_its_reason() -> None:
    """docs/architecture.md names each dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [entry for extra in project["optional-dependencies"].values() for entry in extra]
    names = {re.match(r"[\w-]+", entry)[0].lower() for entry in [*project["dependencies"], *extras]}  # type: ignore[index]
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(names) if name not in text] == []


def test_the_page_about_the_course_lists_every_exercise() -> None:
    """docs/course.md is of this course: `make verify-all` writes it anew."""
    course = Course.find(ROOT)
    page = (ROOT / "docs" / "course.md").read_text(encoding="utf-8")
    for name in course.names:
        exercise = course[name]
        public = sum(case.public for case in exercise.cases)
        counts = f"{exercise.points:g} | {exercise.minutes} | {public} | {len(exercise.cases) - public}"
        mistakes = f"{len(exercise.mistakes)} of {len(exercise.mistakes)}"
        assert f"| {name} {exercise.title} | {counts} | {mistakes} |" in page, name
    assert list(coverage_holds(course)) == []
