"""A file of ``solutions/``: handout, model solution, and the stub that students get instead."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext

from autograder.exercise import CourseError
from autograder.judge.messages import LANGUAGES

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
#: Lines that everybody writes, and that give nothing away.
IDIOMS = frozenset(
    {"loss.backward()", "optimizer.step()", "optimizer.zero_grad()", "super().__init__()", "with torch.no_grad():"}
)
_LOOKALIKE = re.compile(r"(begin|end)[\s_-]*solution", re.IGNORECASE)


@dataclass(frozen=True)
class Solution:
    """What a solution file says.

    Attributes:
        handout: the exercise's text by language, Markdown.
        hints: three texts by language, each telling more than the one before.
        code: the code cells, model solution included.
        stub: the code with every solution region replaced by a raise.
        hidden_lines: the lines inside the regions, stripped, that may not appear in anything released.
    """

    handout: dict[str, str]
    hints: dict[str, list[str]]
    code: str
    stub: str
    hidden_lines: frozenset[str]

    @property
    def defined(self) -> set[str]:
        """The functions and classes of the stub."""
        return {node.name for node in ast.parse(self.stub).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def read_solution(path: Path, name: str) -> Solution:
    """Read a solution file, a notebook in jupytext's percent format. Raises CourseError."""
    if not path.is_file():
        raise CourseError(f"{path} is missing: write the model solution of {name} there")
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    handout: dict[str, str] = {}
    hints: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    code = []
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            code.append(cell.source.strip() + "\n")
        elif "hint" in cell.metadata:
            hints.setdefault(cell.metadata.get("lang", ""), []).append(cell.source.strip())
        else:
            handout[cell.metadata.get("lang", "")] = cell.source.strip() + "\n"
    if sorted(handout) != sorted(LANGUAGES):
        raise CourseError(
            f'{path}: give one markdown cell for each of lang="en" and lang="ja"; found {sorted(handout)}'
        )
    source = "\n".join(code)
    stub, hidden = _stub(source, path, name)
    return Solution(handout, hints, source, stub, hidden)


def not_started(name: str) -> str:
    """What stands in a stub where the solution was."""
    return f'raise NotImplementedError("{name} is not started")'


def _stub(source: str, path: Path, name: str) -> tuple[str, frozenset[str]]:
    """The code without its solution regions, and the lines of the regions."""
    kept: list[str] = []
    hidden: set[str] = set()
    inside = False
    for number, line in enumerate(source.splitlines(), 1):
        marker = line.strip()
        if marker in (BEGIN, END):
            if inside == (marker == BEGIN):
                raise CourseError(f"{path}: code line {number}: {marker} without its partner; regions do not nest")
            inside = marker == BEGIN
            if inside:
                indent = line[: len(line) - len(line.lstrip())]
                kept.append(indent + not_started(name))
        elif _LOOKALIKE.search(line):
            raise CourseError(f"{path}: code line {number} looks like a marker but is not {BEGIN!r} or {END!r}")
        elif inside:
            hidden.add(marker)
        else:
            kept.append(line)
    if inside or not hidden:
        raise CourseError(f"{path}: {'a region is not closed' if inside else f'no region between {BEGIN} and {END}'}")
    return "\n".join(kept) + "\n", frozenset(line for line in hidden - IDIOMS if len(line) >= 12)


def stub_file(solution: Solution, name: str, title: str, points: float) -> str:
    """The student's file: what it is and how to check it, then the stub."""
    chapter, _, entry = name.partition(".")
    head = f'''\
"""{name}: {title} ({points:g} points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/{chapter}/test_{entry}.py
"""

'''
    return head + solution.stub
