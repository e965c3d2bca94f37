"""One change to a program, as text: everything but the changed part stays byte for byte."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.authoring.solution import BEGIN, END


@dataclass(frozen=True)
class Mutant:
    """A program with one thing changed.

    Attributes:
        operator: what kind of change it is.
        was, now: the lines that were changed, stripped, before and after; a change is known by them.
        lines: their numbers in the program before.
    """

    operator: str
    was: str
    now: str
    source: str
    lines: frozenset[int]

    def __str__(self) -> str:
        """For a list of survivors."""
        return f"{self.operator}: {self.was or '(nothing)'}  ->  {self.now or '(nothing)'}"


def mutant(operator: str, code: str, changed: str) -> Mutant | None:
    """The mutant `changed` of `code`; None where it is the same program, does not compile, or is changed outside of
    the solution regions."""
    if _tree(changed) in (None, _tree(code)):
        return None
    before, after = code.splitlines(), changed.splitlines()
    inside = solution_lines(code)
    was, now, numbers = [], [], set()
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        numbers |= set(range(i1 + 1, max(i2, i1 + 1) + 1))
        was += before[i1:i2]
        now += after[j1:j2]
    if not numbers <= inside:
        return None
    return Mutant(operator, _joined(was), _joined(now), changed, frozenset(numbers))


def _tree(code: str) -> str | None:
    try:
        return ast.dump(ast.parse(code))
    except (SyntaxError, ValueError):
        return None


def _joined(lines: Iterable[str]) -> str:
    return " ⏎ ".join(line.strip() for line in lines)


def solution_lines(code: str) -> set[int]:
    """The numbers of the lines that students write."""
    inside, found = False, set()
    for number, line in enumerate(code.splitlines(), 1):
        if line.strip() in (BEGIN, END):
            inside = line.strip() == BEGIN
        elif inside:
            found.add(number)
    return found


def replaced(code: str, node: ast.AST, text: str) -> str:
    """`code` with the text of `node` replaced."""
    lines = code.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    blob = code.encode()
    first = starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
    last = starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
    return (blob[:first] + text.encode() + blob[last:]).decode()


def unique(mutants: Iterable[Mutant | None]) -> Iterator[Mutant]:
    """Each program once."""
    seen: set[str | None] = set()
    for made in mutants:
        if made is not None and (tree := _tree(made.source)) not in seen:
            seen.add(tree)
            yield made
