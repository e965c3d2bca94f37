"""What a student reads: one Markdown file, in English and Japanese hints, with nothing of hidden inputs."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.judge.verdict import Status
from autograder.report.exports import ExerciseInfo, Report
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


def feedback_files(folder: Path, exercises: Sequence[ExerciseInfo]) -> Report:
    """``<student>.md`` in `folder` for every student."""
    folder.mkdir(parents=True, exist_ok=True)
    about, taken = About({info.exercise: info for info in exercises}), set[str]()

    def add(result: StudentResult) -> None:
        name, text = _file_name(result.student, taken), about.render("feedback.md.jinja", student=result)
        (folder / f"{name}.part").write_text(text, encoding="utf-8")
        os.replace(folder / f"{name}.part", folder / f"{name}.md")

    return add


class About:
    """What is said of exercises to students: the sentences and hints of those in `infos`."""

    def __init__(self, infos: Mapping[str, ExerciseInfo]) -> None:
        self.infos = infos
        cases = [(info.exercise, case) for info in infos.values() for case in info.cases]
        self._facts: dict[str, Any] = {
            "infos": infos,
            "says": {(exercise, case.case): case.says for exercise, case in cases},
            "public": {(exercise, case.case) for exercise, case in cases if case.public},
            "hints": {(info.exercise, known.mistake): known for info in infos.values() for known in info.mistakes},
            "plain": plain,
            "Status": Status,
        }

    def render(self, template: str, **facts: StudentResult | ExerciseResult) -> str:
        """A text for students, by a template of this room."""
        return _ENVIRONMENT.get_template(template).render(self._facts, **facts)


def exercise_text(result: ExerciseResult, about: About) -> str:
    """What a student reads of one exercise, Markdown."""
    points = "ungraded" if result.points is None else f"{result.points:g} of {result.possible:g} points"
    text = about.render("exercise.md.jinja", result=result)
    return f"**{points}**: {result.status.value}\n\n{text.strip()}\n"


def comment_on(result: ExerciseResult, about: About) -> str:
    """The same in a sentence or two: the known mistake, or the first reason."""
    cases = [case for found in result.devices.values() for case in found if case.status is not Status.not_run]
    passed = sum(case.status is Status.passed for case in cases)
    if passed == len(cases):
        return f"All {len(cases)} cases passed."
    if result.status in (Status.not_started, Status.not_handed_in):
        return f"{result.status.value.capitalize()}."
    known = next((m for m in about.infos[result.exercise].mistakes if m.mistake == result.mistake), None)
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
