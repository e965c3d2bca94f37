"""What a student reads: one Markdown file, in English and Japanese hints, with nothing of hidden inputs."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.gradebook import Gradebook
from autograder.judge.verdict import Status
from autograder.report.exports import ExerciseInfo, results
from autograder.report.summary import ExerciseResult, StudentResult

#: The longest name of a file, in bytes, is 255.
_LONGEST = 200
#: What Windows takes for a device, whatever its ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

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
    taken = set[str]()
    for result in results(book, list(infos)):
        name, text = _file_name(result.student, taken), render("feedback.md.jinja", infos, student=result)
        (folder / f"{name}.part").write_text(text, encoding="utf-8")
        os.replace(folder / f"{name}.part", folder / f"{name}.md")


def render(template: str, infos: Mapping[str, ExerciseInfo], **facts: StudentResult | ExerciseResult) -> str:
    """A text for students: a template of this room, with the sentences and hints of the exercises in `infos`."""
    says = {(info.exercise, case.case): case.says for info in infos.values() for case in info.cases}
    public = {(info.exercise, case.case) for info in infos.values() for case in info.cases if case.public}
    hints = {(info.exercise, mistake.mistake): mistake for info in infos.values() for mistake in info.mistakes}
    return _ENVIRONMENT.get_template(template).render(
        infos=infos, says=says, public=public, hints=hints, plain=plain, Status=Status, **facts
    )


def exercise_text(result: ExerciseResult, infos: Mapping[str, ExerciseInfo]) -> str:
    """What a student reads of one exercise, Markdown."""
    points = "ungraded" if result.points is None else f"{result.points:g} of {result.possible:g} points"
    text = render("exercise.md.jinja", infos, result=result)
    return f"**{points}**: {result.status.value}\n\n{text.strip()}\n"


def comment_on(result: ExerciseResult, infos: Mapping[str, ExerciseInfo]) -> str:
    """The same in a sentence or two: the known mistake, or the first reason."""
    cases = [case for found in result.devices.values() for case in found if case.status is not Status.not_run]
    passed = sum(case.status is Status.passed for case in cases)
    if passed == len(cases):
        return f"All {len(cases)} cases passed."
    if result.status in (Status.not_started, Status.not_handed_in):
        return f"{result.status.value.capitalize()}."
    known = next((m for m in infos[result.exercise].mistakes if m.mistake == result.mistake), None)
    reason = known.hint if known else next((plain(case.reason) for case in cases if case.reason), "")
    return f"{passed} of {len(cases)} cases passed. {reason[:1].upper()}{reason[1:]}"


def _file_name(student: str, taken: set[str]) -> str:
    """The student's name as the name of a file, also on Windows and macOS; no two students have the same, even where
    capitals and accents make no difference. `taken` is what others have, and gets this one's."""
    safe = "".join("_" if c in '<>:"/\\|?*' else c for c in student).rstrip(". ")
    while len(safe.encode()) > _LONGEST:
        safe = safe[:-1]
    same = unicodedata.normalize("NFKC", safe).casefold()
    if not safe or safe != student or same in taken or _RESERVED.match(safe):
        digest = hashlib.sha256(student.encode()).hexdigest()[:8]
        safe, same = f"{safe}-{digest}", f"{same}-{digest}"
    taken.add(same)
    return safe
