"""The texts that authors wrote, as pages and notebooks show them."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.authoring.solution import read_solution
from autograder.course import Course, entry_of
from autograder.exercise import CourseError

TEMPLATES = Environment(
    loader=PackageLoader("autograder.authoring"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # the templates make Python and Markdown from the authors' own text
)


def readme_name(language: str) -> str:
    """``README.md`` in English, ``README.ja.md`` in Japanese."""
    return "README.md" if language == "en" else f"README.{language}.md"


def introduction(course: Course, chapter: str, language: str) -> str:
    """The text before the chapter's exercises, Markdown. Raises CourseError."""
    path = course.root / "solutions" / chapter / readme_name(language)
    if not path.is_file():
        raise CourseError(f"{path} is missing: write the introduction of {chapter} there")
    return flowing(path.read_text(encoding="utf-8").strip())


def entry_facts(course: Course, name: str, language: str) -> dict[str, Any]:
    """What pages say of an exercise."""
    exercise = course[name]
    return {
        "title": exercise.title if language == "en" else exercise.title_ja,
        "entry": entry_of(name),
        "anchor": entry_of(name).replace("_", "-"),
        "points": exercise.points,
        "difficulty": exercise.difficulty,
        "minutes": exercise.minutes,
        "text": flowing(read_solution(course.solution_file(name), name).handout[language].strip()),
    }


def flowing(text: str) -> str:
    """Markdown without line breaks inside Japanese sentences, where they would be shown as spaces."""
    parts = re.split(r"(```.*?```)", text, flags=re.DOTALL)
    wide = "[\u3000-\u9fff\uff00-\uffef]"
    return "".join(part if part.startswith("```") else re.sub(f"(?<={wide})\n *(?={wide})", "", part) for part in parts)
