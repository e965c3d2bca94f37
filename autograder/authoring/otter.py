"""Masters for ``otter assign``: a chapter each, from which otter makes the students' notebook and its autograder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode, v4

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
from autograder.authoring.solution import BEGIN, END, not_started
from autograder.authoring.texts import TEMPLATES
from autograder.authoring.wheel import engine_wheel
from autograder.course import Course, entry_of
from autograder.intake.notebook import identity_of
from autograder.judge.messages import LANGUAGES
from autograder.selfcheck.cases import PublicCase, read_case_file

#: Where the files of an assignment lie on Gradescope when pip runs.
_FILES = "/autograder/source/files"
#: Digits of the points of a case; the last one takes what is left.
_DIGITS = 2


def otter_tree(course: Course) -> dict[str, bytes]:
    """For each chapter a folder with the masters and everything that goes with them: path and content."""
    wheel, engine = engine_wheel(course)
    files: dict[str, bytes] = {}
    for chapter in course.chapters:
        beside = files_beside(course, chapter)
        files |= {f"{chapter}/{path}": content for path, content in beside.items()}
        files[f"{chapter}/{wheel}"] = engine
        folders = sorted({path.partition("/")[0] for path in beside})
        for language in LANGUAGES:
            parts = read_chapter(course, chapter, language, built_figures(course, chapter))
            asked = {task.name: _asked(course, task.name) for task in parts.tasks}
            files[f"{chapter}/{notebook_name(chapter, language)}"] = master(parts, asked, folders, wheel).encode()
    return dict(sorted(files.items()))


def _asked(course: Course, name: str) -> list[PublicCase]:
    """The public cases of the exercise, as students get them: no other case is within reach here."""
    chapter, _, entry = name.partition(".")
    return read_case_file(course.root / "assignments" / chapter / "cases" / f"{entry}.json").asked(trainings=False)


def master(chapter: Chapter, asked: dict[str, list[PublicCase]], folders: Sequence[str], wheel: str) -> str:
    """The text of a chapter's master; `asked` are the public cases by exercise, `folders` those that go with it."""
    setup = TEMPLATES.get_template("otter_setup.md.jinja").render(language=chapter.language, wheel=wheel)
    cells = [
        _raw("config", "# ASSIGNMENT CONFIG\n" + _config(chapter, folders, wheel)),
        *(text_cell(text) for text in chapter.texts),
        text_cell(Text("setup", setup.strip())),
        code_cell("engine", "from autograder import check, hint"),
    ]
    for task in chapter.tasks:
        cells += _question(task, asked[task.name], chapter.language)
    return written(cells)


def _config(chapter: Chapter, folders: Sequence[str], wheel: str) -> str:
    """What otter is told of the assignment: YAML, of which JSON is a part."""
    keys = {
        "name": chapter.name,
        "files": [*folders, wheel],
        "requirements": [f"{_FILES}/{wheel}"],
        "tests": {"files": True, "ok_format": False},
        "export_cell": {"pdf": False},
        "generate": {"pdf": False},
    }
    return "\n".join(f"{key}: {json.dumps(value)}" for key, value in keys.items())


def _question(task: Task, asked: Sequence[PublicCase], language: str) -> Iterator[NotebookNode]:
    entry = entry_of(task.name)
    yield _raw(f"begin-{entry}", f"# BEGIN QUESTION\nname: {task.name}")
    yield text_cell(task.text)
    yield _raw(f"begin-solution-{entry}", "# BEGIN SOLUTION")
    yield code_cell(identity_of(task.name), _solution(task))
    yield _raw(f"end-solution-{entry}", "# END SOLUTION")
    yield _raw(f"begin-tests-{entry}", "# BEGIN TESTS")
    for case, points in zip(asked, _shares(task.points, asked), strict=True):
        yield code_cell(f"test-{entry}-{case.name}"[:64], _test(task.name, case, points, language))
    yield _raw(f"end-tests-{entry}", "# END TESTS")
    yield _raw(f"end-{entry}", "# END QUESTION")


def _solution(task: Task) -> str:
    """The answer from which otter makes our stub: it leaves out the solution, and takes what it calls the prompt out of
    its string."""
    lines = []
    for line in task.solution.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(f"{line} NO PROMPT" if line.strip() == BEGIN else line)
        if line.strip() == END:
            lines += [f'{indent}""" # BEGIN PROMPT', indent + not_started(task.name), f'{indent}""" # END PROMPT']
    return "\n".join(lines)


def _shares(points: float, asked: Sequence[PublicCase]) -> list[float]:
    """The points of the cases, as in the course, grown to `points` together."""
    possible = sum(case.points for case in asked)
    shares = [round(case.points * points / possible, _DIGITS) for case in asked[:-1]]
    return [*shares, round(points - sum(shares), _DIGITS)]


def _test(name: str, case: PublicCase, points: float, language: str) -> str:
    """A cell of otter's tests, in the form of functions that raise."""
    return f'''\
""" # BEGIN TEST CONFIG
points: {points}
""" # END TEST CONFIG
def test_{case.name}():
    from autograder import check
    check("{name}"{spoken(language)}).require("{case.name}")
'''


def _raw(identity: str, source: str) -> NotebookNode:
    """A cell that tells otter where things begin and end."""
    cell: NotebookNode = v4.new_raw_cell(source, id=identity)
    return cell
