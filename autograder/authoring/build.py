"""Makes ``assignments/`` from ``solutions/`` and ``reference/``. The same sources give the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.authoring.cases import case_file
from autograder.authoring.notebook import notebook_name, read_chapter, student_notebook
from autograder.authoring.pictures import figures_of, svg
from autograder.authoring.solution import read_solution, stub_file
from autograder.authoring.texts import TEMPLATES, entry_facts, introduction, readme_name
from autograder.authoring.trees import paths_in
from autograder.course import Course, chapter_of, entry_of
from autograder.judge.messages import LANGUAGES

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


def make_tree(course: Course) -> dict[str, str]:
    """Every file of ``assignments/``: path within it, and text. Raises CourseError."""
    tree = {"conftest.py": TEMPLATES.get_template("conftest.py.jinja").render()}
    for name in course.names:
        tree |= _exercise_files(course, name)
    for chapter in course.chapters:
        figures = _figures(course, chapter)
        tree |= _chapter_files(course, chapter) | figures | _data(course, chapter)
        for language in LANGUAGES:
            parts = read_chapter(course, chapter, language, figures)
            tree[f"{chapter}/{notebook_name(chapter, language)}"] = student_notebook(parts)
    return dict(sorted(tree.items()))


def _figures(course: Course, chapter: str) -> dict[str, str]:
    """The chapter's figures by path, drawn by ``solutions/chN/figures.py``, in each language."""
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
        f"{chapter}/cases/{entry}.json": case_file(exercise, name, solution),
    }


def _chapter_files(course: Course, chapter: str) -> dict[str, str]:
    files = {}
    for language in LANGUAGES:
        entries = [entry_facts(course, name, language) for name in course.select((chapter,))]
        files[f"{chapter}/{readme_name(language)}"] = TEMPLATES.get_template("chapter.md.jinja").render(
            introduction=introduction(course, chapter, language),
            words=_WORDS[language],
            entries=entries,
            chapter=chapter,
        )
    return files


def chapter_facts(course: Course, chapter: str, language: str) -> dict[str, Any]:
    """What the map of the course says of a chapter."""
    page = course.root / "solutions" / chapter / readme_name(language)
    exercises = [course[name] for name in course.select((chapter,))]
    return {
        "chapter": chapter,
        "title": page.read_text(encoding="utf-8").partition("\n")[0].lstrip("# "),
        "page": f"assignments/{chapter}/{readme_name(language)}",
        "exercises": sum(not exercise.project for exercise in exercises),
        "projects": [entry_facts(course, name, language) for name in course.select((chapter,)) if course[name].project],
        "points": sum(exercise.points for exercise in exercises),
        "hours": sum(exercise.minutes for exercise in exercises) / 60,
    }


def out_of_date(course: Course) -> list[str]:
    """Files of ``assignments/`` that differ from what would be made, are missing, or should not be there."""
    root = course.root / "assignments"
    made = make_tree(course)
    stale = [path for path, text in made.items() if _text(root / path) != text]
    return stale + [path for path in paths_in(root) if path not in made]


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def write_tree(course: Course) -> None:
    """Bring ``assignments/`` up to date: write what differs, remove what should not be there."""
    root = course.root / "assignments"
    made = make_tree(course)
    for path in paths_in(root):
        if path not in made:
            (root / path).unlink()
    for path, text in made.items():
        if _text(root / path) != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="\n")
