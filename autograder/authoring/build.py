"""Makes ``assignments/`` from ``solutions/`` and ``reference/``. The same sources give the same bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.authoring.cases import case_file
from autograder.authoring.pictures import figures_of, svg
from autograder.authoring.solution import read_solution, stub_file
from autograder.course import Course, chapter_of, entry_of
from autograder.exercise import CourseError
from autograder.judge.messages import LANGUAGES

TEMPLATES = Environment(
    loader=PackageLoader("autograder.authoring"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # the templates make Python and Markdown from the authors' own text
)

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "exercises": "Exercises",
        "exercise": "exercise",
        "file": "file",
        "points": "points",
        "difficulty": "difficulty",
        "minutes": "minutes",
        "check": "Fill in the files, in any order. Check yourself as often as you like with:",
    },
    "ja": {
        "exercises": "演習",
        "exercise": "演習",
        "file": "ファイル",
        "points": "点",
        "difficulty": "難易度",
        "minutes": "分",
        "check": "ファイルを好きな順に完成させましょう。次のコマンドで何度でも自己採点できます。",
    },
}


def readme_name(language: str) -> str:
    """``README.md`` in English, ``README.ja.md`` in Japanese."""
    return "README.md" if language == "en" else f"README.{language}.md"


def make_tree(course: Course) -> dict[str, str]:
    """Every file of ``assignments/``: path within it, and text. Raises CourseError."""
    tree = {"conftest.py": TEMPLATES.get_template("conftest.py.jinja").render()}
    for name in course.names:
        tree |= _exercise_files(course, name)
    for chapter in course.chapters:
        tree |= _chapter_files(course, chapter) | _figures(course, chapter) | _data(course, chapter)
    return dict(sorted(tree.items()))


def _figures(course: Course, chapter: str) -> dict[str, str]:
    """The chapter's figures, drawn by ``solutions/chN/figures.py``, in each language."""
    path = course.root / "solutions" / chapter / "figures.py"
    if not path.is_file():
        return {}
    return {
        f"{chapter}/figures/{name}{'' if language == 'en' else f'.{language}'}.svg": svg(draw(language))
        for name, draw in figures_of(path).items()
        for language in LANGUAGES
    }


def _data(course: Course, chapter: str) -> dict[str, str]:
    """Files of data that students get as they are."""
    folder = course.root / "solutions" / chapter / "data"
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return {f"{chapter}/data/{path.name}": path.read_text(encoding="utf-8") for path in paths}


def _exercise_files(course: Course, name: str) -> dict[str, str]:
    exercise, solution = course[name], read_solution(course.solution_file(name), name)
    chapter, entry = chapter_of(name), entry_of(name)
    public = [case for case in exercise.cases if case.public]
    test = TEMPLATES.get_template("test_exercise.py.jinja").render(
        name=name, title=exercise.title, chapter=chapter, entry=entry, cases=public, project=exercise.project
    )
    return {
        f"{chapter}/{entry}.py": stub_file(solution, name, exercise.title, exercise.points),
        f"{chapter}/test_{entry}.py": test,
        f"{chapter}/cases/{entry}.json": case_file(exercise, name, solution.hints),
    }


def _chapter_files(course: Course, chapter: str) -> dict[str, str]:
    files = {}
    for language in LANGUAGES:
        path = course.root / "solutions" / chapter / readme_name(language)
        if not path.is_file():
            raise CourseError(f"{path} is missing: write the introduction of {chapter} there")
        entries = [_entry(course, name, language) for name in course.select(chapter)]
        files[f"{chapter}/{readme_name(language)}"] = TEMPLATES.get_template("chapter.md.jinja").render(
            introduction=flowing(path.read_text(encoding="utf-8").strip()),
            words=_WORDS[language],
            entries=entries,
            chapter=chapter,
        )
    return files


def chapter_facts(course: Course, chapter: str, language: str) -> dict[str, Any]:
    """What the map of the course says of a chapter."""
    page = course.root / "solutions" / chapter / readme_name(language)
    exercises = [course[name] for name in course.select(chapter)]
    return {
        "chapter": chapter,
        "title": page.read_text(encoding="utf-8").partition("\n")[0].lstrip("# "),
        "page": f"assignments/{chapter}/{readme_name(language)}",
        "exercises": sum(not exercise.project for exercise in exercises),
        "projects": [_entry(course, name, language) for name in course.select(chapter) if course[name].project],
        "points": sum(exercise.points for exercise in exercises),
        "hours": sum(exercise.minutes for exercise in exercises) / 60,
    }


def _entry(course: Course, name: str, language: str) -> dict[str, Any]:
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


def out_of_date(course: Course) -> list[str]:
    """Files of ``assignments/`` that differ from what would be made, are missing, or should not be there."""
    root = course.root / "assignments"
    made = make_tree(course)
    stale = [path for path, text in made.items() if _text(root / path) != text]
    return stale + [path for path in _present(root) if path not in made]


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def _present(root: Path) -> list[str]:
    files = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.relative_to(root).as_posix() for path in files)


def write_tree(course: Course) -> None:
    """Bring ``assignments/`` up to date: write what differs, remove what should not be there."""
    root = course.root / "assignments"
    made = make_tree(course)
    for path in _present(root):
        if path not in made:
            (root / path).unlink()
    for path, text in made.items():
        if _text(root / path) != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="\n")
