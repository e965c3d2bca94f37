"""What may not be told: files of tests/attacks/leak spell the hidden inputs, or put markup into what is shown.

They are graded by the command, all in one class, and then every file that somebody reads is looked at, and what goes to
Gradescope and nbgrader.
"""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from graded import SECRET, Run, command, run

from autograder.course import Course
from autograder.intake.submission import shown
from autograder.judge.verdict import Status
from autograder.questions import set_paper
from autograder.report.exports import GradesFile
from autograder.report.feedback import About, comment_on, exercise_text
from autograder.report.gradescope import graded

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

EXERCISE = "ch2.lstm_cell"
FILES = sorted((Path(__file__).parent / "attacks" / "leak").glob("*.py"))
#: What the gradebook keeps of these for the instructor has the hidden inputs in it: so they were really spelt.
SPELT = ("exception_text", "exception_of_ours", "shapes", "names_of_types", "text_result")


def constants(path: Path) -> dict[str, str]:
    """The words in capitals at the top of an attack's file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    return {ast.unparse(node.targets[0]): str(ast.literal_eval(node.value)) for node in found}


def student_of(path: Path) -> str:
    """Who hands an attack in."""
    return constants(path).get("STUDENT", path.stem)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All leaks, graded by the command."""
    place = tmp_path_factory.mktemp("leaks")
    (place / "secret").write_text(SECRET, encoding="ascii")
    for path in FILES:
        told, folder = constants(path), place / "class" / student_of(path)
        text = path.read_text(encoding="utf-8")
        if "NOTEBOOK" in told:
            cell = {"cell_type": "code", "id": "<script>", "metadata": {"name": "<b>\x1b[31m"}, "source": text}
            inside, text = folder / told["NOTEBOOK"], json.dumps({"nbformat": 4, "cells": [cell]})
        else:
            inside = folder / told.get("INNER", "ch2/lstm_cell.py")
        inside.parent.mkdir(parents=True)
        inside.write_text(text, encoding="utf-8")
    only = ("--exercise", EXERCISE, "--jobs", "2", "--seed-file", str(place / "secret"))
    return run(command("grade", place / "class", "--to", place / "out", *only), place / "out", PYTHONUTF8="1")


@pytest.fixture(scope="module")
def reports(given: Run) -> dict[str, str]:
    """Every text that leaves the grader, by name: files, the terminal, what Gradescope and nbgrader get."""
    assert given.done.returncode == 0, given.done.stderr
    texts = {"terminal": given.done.stdout, "stderr": given.done.stderr}
    files = [path for path in given.to.rglob("*") if path.is_file() and not path.name.startswith("grades.db")]
    texts |= {str(path.relative_to(given.to)): path.read_text(encoding="utf-8") for path in files}
    grades = msgspec.json.decode((given.to / "grades.json").read_bytes(), type=GradesFile)
    about = About({info.exercise: info for info in grades.exercises})
    for student in grades.students:
        result = graded(student, grades.exercises, grades.setting)
        texts[f"gradescope {student.student}"] = json.dumps(msgspec.to_builtins(result), ensure_ascii=False)
        texts |= {f"nbgrader {student.student} {name}": text for name, text in _nbgrader(student, about).items()}
    return texts


def _nbgrader(student: Any, about: About) -> dict[str, str]:
    (result,) = student.exercises
    return {"comment": comment_on(result, about), "feedback": exercise_text(result, about)}


@pytest.fixture(scope="module")
def hidden(course: Course) -> set[str]:
    """The numbers of all hidden cases, to five digits, as they were put to the students."""
    paper = set_paper(course[EXERCISE], EXERCISE, SECRET.strip().encode())
    cases = [question.asked for question in paper.questions if not question.public]
    public = [question.asked for question in paper.questions if question.public]
    found, known = (_numbers(paper.job("cpu", tuple(names), label="x")) for names in (cases, public))
    return found - known


def _numbers(job: bytes) -> set[str]:
    from safetensors.numpy import load

    from autograder.worker.wire import unpack

    arrays = load(unpack(job)[1]).values()
    numbers = [number for array in arrays if array.dtype.kind == "f" for number in np.abs(array).ravel().tolist()]
    return {f"{number:.7f}"[:7] for number in numbers if number > 0.01 and np.isfinite(number)}


def test_no_hidden_number_is_told(reports: dict[str, str], hidden: set[str]) -> None:
    """No report has five digits of a hidden input, nor the word that each attack spells them with."""
    assert len(hidden) > 100
    for name, text in reports.items():
        spelt = {found[:7] for found in re.findall(r"\d\.\d{5,}", text)} & hidden
        assert not spelt, (name, spelt)
        assert "LEAK" not in text and "leak" not in text.replace("leaks", ""), name


def test_no_number_of_another_channel_is_told(given: Run) -> None:
    """Neither lines nor sizes nor codes that come from inputs are told: what is told of them has few digits."""
    for path in FILES:
        text = json.dumps([entry for entry in _entries(given, student_of(path))["devices"].values()])
        lines = len(path.read_text(encoding="utf-8").splitlines())
        facts = [case.get("facts", {}) for case in json.loads(text)[0]]
        told = [str(fact.get(name, 0)) for fact in facts for name in ("line", "made")]
        assert all(number == "?" or int(number) <= lines for number in told), path.stem
        assert not re.search(r"\d{4,}", json.dumps([{**fact, "source": ""} for fact in facts])), (path.stem, facts[:2])


def _entries(given: Run, student: str) -> dict[str, Any]:
    found = next(one for one in given.grades["students"] if one["student"] == shown(student))
    entry: dict[str, Any] = found["exercises"][0]
    return entry


@pytest.mark.parametrize("name", SPELT)
def test_the_attacks_are_real(given: Run, name: str) -> None:
    """What the gradebook keeps for the instructor has been spelt by the attack: the guard keeps it from the reports."""
    with sqlite3.connect(given.to / "grades.db") as book:
        kept = "".join(book.iterdump())
    assert {"shapes": "7777000"}.get(name, "LEAK") in kept


def test_nobody_earns_anything(given: Run) -> None:
    """All are graded, and none of them has points but for exceptions that a case asks for."""
    for (student, _), mark in given.marks().items():
        assert mark.status not in (Status.passed.value, Status.ungraded.value), student
        assert mark.points is not None and mark.points <= 1, (student, mark)


def test_feedback_is_text_and_nothing_else(given: Run) -> None:
    """Turned into HTML, feedback has no script, picture, link or attribute that a student wrote."""
    markdown = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed: pip install -e '.[docs]'")
    for path in (given.to / "feedback").iterdir():
        page = markdown.MarkdownIt("gfm-like", {"linkify": False}).render(path.read_text(encoding="utf-8"))
        tags = {tag.lower() for tag in re.findall(r"</?([a-zA-Z0-9]+)", page)}
        assert tags <= {"h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code",
                        "blockquote", "br", "em"}, (path.name, tags)  # fmt: skip
        assert "href" not in page and not re.search(r"<[^>]*\son\w+=", page), path.name
        assert "<em>" not in page.split("<table>")[0] and "<code>" not in page.split("<table>")[0], path.name


def test_names_of_students_as_markdown(reports: dict[str, str]) -> None:
    """Markup of a name or a source line is escaped wherever Markdown is read."""
    for name, text in reports.items():
        if name.startswith(("feedback", "gradescope", "nbgrader")):
            body = json.loads(text) if name.startswith("gradescope") else text
            shown_text = text
            if isinstance(body, dict):
                shown_text = json.dumps([body["output"], *(test["output"] for test in body["tests"])])
            assert "<script" not in shown_text and "<img" not in shown_text, name
            assert not re.search(r"(?<!\\)\]\((javascript|http)", shown_text), name


def test_tables_hold_no_formula(given: Run) -> None:
    """No cell begins like a formula, and no name makes a row of its own."""
    with open(given.to / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(FILES) + 1 and len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" \t'\"\u3000\ufeff").startswith(tuple("=+-@＝＋－＠")) or cell.startswith("'"), cell


def test_nothing_steers_a_terminal(reports: dict[str, str]) -> None:
    """No report has a control character, or one that turns text round or is not to be seen."""
    for name, text in reports.items():
        assert name.isprintable()
        bad = {character for character in text if not (character.isprintable() or character == "\n")}
        assert not bad, (name, [hex(ord(character)) for character in bad])


def test_every_channel_is_there() -> None:
    """At least twelve files, each with a sentence that tells the channel."""
    assert len(FILES) >= 12 and all(path.read_text(encoding="utf-8").startswith('"""') for path in FILES)
    assert os.listdir(FILES[0].parent)
