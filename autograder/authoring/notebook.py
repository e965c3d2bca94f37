"""Chapter notebooks: the same handouts and stubs as the files, as cells. The same sources give the same bytes."""

from __future__ import annotations

import ast
import base64
import html
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode, v4

from autograder.authoring.solution import read_solution
from autograder.authoring.texts import TEMPLATES, entry_facts, introduction
from autograder.course import Course, chapter_of, entry_of
from autograder.intake.notebook import identity_of
from autograder.judge.rules import asks_for_main

#: The first line of an answer cell: it says whose code this is, also where the cell's id is lost.
_MARK = "# {name}\n"
_FIGURE = re.compile(r"!\[((?:[^\]]|\](?!\())*)\]\((figures/[^)]+)\)")
_LINK = re.compile(r"\]\(#([a-z0-9-]+)\)")
#: What handouts say of files, and how it is called where there are none.
_RUN = re.compile(r"`python \w+\.py`")
_CODE_BELOW = {"en": "The code below", "ja": "下のコード"}
_TRAINED = re.compile(r"`pytest -m (ch\d+)_(\w+)`")
_HINT = re.compile(r"`autograder hint (ch\d+\.\w+)[^`]*`")
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Text:
    """A text of the chapter, with the name of its cell."""

    identity: str
    markdown: str


@dataclass(frozen=True)
class Task:
    """One exercise of the chapter.

    Attributes:
        text: the handout, with how to try it out where its stub has a part for that.
        stub: what students fill in.
        solution: the same with the model solution, between its markers.
    """

    name: str
    points: float
    text: Text
    stub: str
    solution: str


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language, for any form of notebook."""

    name: str
    language: str
    texts: tuple[Text, ...]
    tasks: tuple[Task, ...]


def notebook_name(chapter: str, language: str) -> str:
    """``ch2.ipynb`` in English, ``ch2.ja.ipynb`` in Japanese."""
    return f"{chapter}.ipynb" if language == "en" else f"{chapter}.{language}.ipynb"


def built_figures(course: Course, chapter: str) -> dict[str, str]:
    """The chapter's figures in ``assignments/`` by path, ``ch2/figures/cells.svg``."""
    folder = course.root / "assignments" / chapter / "figures"
    return {f"{chapter}/figures/{path.name}": path.read_text(encoding="utf-8") for path in folder.glob("*.svg")}


def files_beside(course: Course, chapter: str) -> dict[str, bytes]:
    """What lies beside the chapter's notebook when it runs: the public cases and the data, by path."""
    folder = course.root / "assignments" / chapter
    paths = [*folder.glob("cases/*.json"), *folder.glob("data/*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_chapter(course: Course, chapter: str, language: str, figures: Mapping[str, str]) -> Chapter:
    """The chapter's texts and exercises; `figures` by path, ``ch2/figures/cells.svg``. Raises CourseError."""
    markdown = introduction(course, chapter, language)
    entries = [entry_facts(course, name, language) for name in course.select((chapter,))]
    table = TEMPLATES.get_template("notebook.md.jinja").render(chapter=chapter, language=language, entries=entries)
    headings = {entry["anchor"]: quote(entry["title"].replace(" ", "-")) for entry in entries}
    markdown = _LINK.sub(lambda link: f"](#{headings.get(link[1], link[1])})", markdown)  # Jupyter's own anchors
    markdown = _HINT.sub(rf'`hint("\1"{spoken(language)})`', markdown)
    texts = (Text("introduction", _with_pictures(markdown, chapter, figures)), Text("exercises", table.strip()))
    return Chapter(chapter, language, texts, tuple(_task(course, name, language) for name in course.select((chapter,))))


def _with_pictures(markdown: str, chapter: str, figures: Mapping[str, str]) -> str:
    """The text with its figures in it, so that the notebook can be handed on alone. JupyterLab shows no SVG that is
    attached to a cell, and others no Markdown picture whose address is SVG itself; all show this."""

    def image(match: re.Match[str]) -> str:
        figure = figures.get(f"{chapter}/{match[2]}")
        if figure is None:
            return match[0]
        alt = html.escape(" ".join(match[1].split()))
        svg = base64.b64encode(figure.encode()).decode()
        return f'<img alt="{alt}" src="data:image/svg+xml;base64,{svg}" style="background-color: white">'

    return _FIGURE.sub(image, markdown)


def _task(course: Course, name: str, language: str) -> Task:
    solution = read_solution(course.solution_file(name), name)
    stub, demo = _without_demo(solution.stub)
    facts = entry_facts(course, name, language)
    template = TEMPLATES.get_template("notebook_exercise.md.jinja")
    text = template.render(facts, name=name, language=language, demo=_in_a_notebook(demo, name))
    text = _RUN.sub(_CODE_BELOW[language], text)
    text = _TRAINED.sub(rf'`check("\1.\2", trainings=True{spoken(language)})`', text)
    mark = _MARK.format(name=name)
    return Task(
        name,
        course[name].points,
        Text(f"text-{entry_of(name)}", text.strip()),
        mark + stub,
        mark + _without_demo(solution.code)[0],
    )


def _without_demo(code: str) -> tuple[str, str]:
    """The code without what runs only when it is a program, and that part, as it would stand in a cell."""
    demos = [node for node in ast.parse(code).body if isinstance(node, ast.If) and asks_for_main(node.test)]
    if not demos:
        return code, ""
    lines = code.splitlines()
    first, last = demos[0].lineno - 1, demos[0].end_lineno
    return "\n".join(lines[:first] + lines[last:]).strip() + "\n", textwrap.dedent("\n".join(lines[first + 1 : last]))


def _in_a_notebook(demo: str, name: str) -> str:
    return demo.replace("Path(__file__)", f'Path("{chapter_of(name)}.ipynb")')


def student_notebook(chapter: Chapter) -> str:
    """``ch2.ipynb``: for each exercise its text, its stub, and the cell that checks it."""
    return written([*_head(chapter), *(cell for task in chapter.tasks for cell in _cells(task, chapter.language))])


def _head(chapter: Chapter) -> Iterator[NotebookNode]:
    yield from (text_cell(text) for text in chapter.texts)
    yield code_cell("setup", "from autograder import check, hint")


def _cells(task: Task, language: str) -> Iterator[NotebookNode]:
    yield text_cell(task.text)
    yield code_cell(identity_of(task.name), task.stub)
    yield code_cell(f"check-{entry_of(task.name)}", f'check("{task.name}"{spoken(language)})')


def spoken(language: str) -> str:
    """The argument of a check that makes it speak the language."""
    return "" if language == "en" else f', lang="{language}"'


def text_cell(text: Text) -> NotebookNode:
    """A Markdown cell."""
    cell: NotebookNode = v4.new_markdown_cell(text.markdown, id=text.identity)
    return cell


def code_cell(identity: str, source: str) -> NotebookNode:
    """A code cell that has not run."""
    cell: NotebookNode = v4.new_code_cell(source.strip(), id=identity)
    return cell


def written(cells: list[NotebookNode]) -> str:
    """A notebook of these cells as the text of its file. Raises nbformat.ValidationError."""
    notebook = v4.new_notebook(cells=cells, metadata=NotebookNode(_KERNEL))
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook, version=nbformat.NO_CONVERT)) + "\n"
