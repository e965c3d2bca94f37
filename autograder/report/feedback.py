"""What a student reads: one Markdown file, in English and Japanese hints, with nothing of hidden inputs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.gradebook import Gradebook
from autograder.judge.verdict import Status
from autograder.report.exports import ExerciseInfo, results
from autograder.report.summary import StudentResult

#: The longest name of a file, in bytes, is 255.
_LONGEST = 200

_ENVIRONMENT = Environment(
    loader=PackageLoader("autograder.report"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # Markdown, not HTML: `plain` below escapes what comes from outside
)


def plain(text: str) -> str:
    """Text from outside, so that Markdown and HTML take it for text."""
    printable = (c if c.isprintable() else " " for c in text)
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]()#+-!|~$" else c for c in printable)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_feedback(folder: Path, book: Gradebook, exercises: Sequence[ExerciseInfo]) -> None:
    """``<student>.md`` in `folder` for every student."""
    folder.mkdir(parents=True, exist_ok=True)
    infos = {info.exercise: info for info in exercises}
    template = _ENVIRONMENT.get_template("feedback.md.jinja")
    for result in results(book, list(infos)):
        (folder / f"{_file_name(result.student)}.part").write_text(_text(template, result, infos), encoding="utf-8")
        os.replace(folder / f"{_file_name(result.student)}.part", folder / f"{_file_name(result.student)}.md")


def _text(template: object, result: StudentResult, infos: Mapping[str, ExerciseInfo]) -> str:
    says = {(info.exercise, case.case): case.says for info in infos.values() for case in info.cases}
    public = {(info.exercise, case.case) for info in infos.values() for case in info.cases if case.public}
    hints = {(info.exercise, mistake.mistake): mistake for info in infos.values() for mistake in info.mistakes}
    rendered: str = template.render(  # type: ignore[attr-defined]
        student=result, infos=infos, says=says, public=public, hints=hints, plain=plain, Status=Status
    )
    return rendered


def _file_name(student: str) -> str:
    """The student's name as the name of a file, also on Windows; no two students have the same."""
    safe = "".join("_" if c in '<>:"/\\|?*' else c for c in student).rstrip(". ")
    while len(safe.encode()) > _LONGEST:
        safe = safe[:-1]
    digest = hashlib.sha256(student.encode()).hexdigest()[:8]
    return safe if safe and safe == student else f"{safe}-{digest}"
