"""Cells to statements, with what each of them binds, changes and needs."""

from __future__ import annotations
import __future__

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.intake.changes import Seen, changed_by
from autograder.intake.magics import NoPython, Patience, python
from autograder.intake.names import Names, names_of, outside_functions
from autograder.intake.notebook import Cell
from autograder.intake.stubs import answered, is_stub
from autograder.judge.rules import asks_for_main

#: A notebook with more statements than this at the top of its cells is not taken apart any further.
MAX_STATEMENTS = 5000
#: ``# ch2.lstm_cell`` on a line of its own: from here on the cell belongs to that exercise.
_OWNER = re.compile(r"#\s*(ch\d+\.[a-z][a-z0-9_]*)\s*")


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell.

    Attributes:
        text: its source.
        place: its cell.
        line: the first of its lines, counted in its cell from 1.
        owner: the exercise that it belongs to, or "".
        binds: the names that it gives a value.
        changes: names whose value it may change: items and attributes set, methods called.
        needs: names that it uses when it is run.
        needs_later: names that its functions use when they are called.
        replaces: whether what `binds` had before is lost in any case.
        stub: whether it still raises the NotImplementedError of a stub.
        answered: how many functions and methods of it do not; 1 for what is neither function nor class.
        first: whether it has to stand before everything else.
        always: whether it is needed whatever it binds.
        value: whether what it binds is neither imported, nor a function, nor a class.
        imports: whether it is an import, but for one that is needed whatever it binds.
        calls: whether it runs functions that were defined above.
    """

    text: str
    place: str
    line: int
    owner: str
    binds: frozenset[str]
    changes: frozenset[str]
    needs: frozenset[str]
    needs_later: frozenset[str]
    replaces: bool
    stub: bool
    answered: int
    first: bool = False
    always: bool = False
    value: bool = False
    imports: bool = False
    calls: bool = False


@dataclass(frozen=True)
class Unrun:
    """A cell that a kernel does not run, and why; `exercises` and `names` tell whose code it may be."""

    place: str
    reason: str
    exercises: frozenset[str]
    names: frozenset[str]


def statements(cells: Sequence[Cell]) -> tuple[list[Statement], list[Unrun]]:
    """All statements of the cells, in order, and the cells that do not run."""
    found: list[Statement] = []
    unrun: list[Unrun] = []
    seen, patience = Seen(), Patience()
    for cell in cells:
        try:
            source, tree = python(cell.source, patience)
            if len(found) + len(tree.body) > MAX_STATEMENTS:
                raise ValueError(f"the notebook has more than {MAX_STATEMENTS} statements")
            found += list(_taken_apart(source, tree, cell, seen))
        except NoPython as error:
            reason = f"{cell.place} starts with {error}, so it defines nothing for the notebook: delete that line"
            unrun.append(_unrun(cell, reason))
        except SyntaxError as error:
            line = error.lineno or 0
            unrun.append(_unrun(cell, f"syntax error in {cell.place}, line {line}{_quoted(cell, line)} ({error.msg})"))
        except UnicodeError:
            unrun.append(_unrun(cell, f"{cell.place} holds characters that are none: delete them"))
        except (ValueError, RecursionError, MemoryError) as error:
            unrun.append(_unrun(cell, f"{cell.place} cannot be read ({str(error) or 'it is nested too deeply'})"))
    return found, unrun


def _quoted(cell: Cell, line: int) -> str:
    lines = cell.source.split("\n")
    text = lines[line - 1].strip()[:60] if 0 < line <= len(lines) else ""
    return f": {text}" if text else ""


def _unrun(cell: Cell, reason: str) -> Unrun:
    marks = {match[1] for line in cell.source.split("\n") if (match := _OWNER.fullmatch(line))}
    names = re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", cell.source, re.MULTILINE)
    return Unrun(cell.place, reason, frozenset(marks or {cell.exercise} - {""}), frozenset(names))


def _taken_apart(source: str, tree: ast.Module, cell: Cell, seen: Seen) -> Iterator[Statement]:
    lines = source.encode().split(b"\n")
    owners = _owners(source.split("\n"), cell.exercise)
    for node in tree.body:
        if _is_left_out(node):
            continue
        start = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        try:
            names = names_of(_segment(lines, node, start))
        except SyntaxError as error:  # what the parser lets pass: a parameter given twice, nonlocal at the top
            error.lineno = start - 1 + (error.lineno or 1)
            raise
        yield _statement(node, names, (cell.place, start, owners[start - 1]), seen)


def _is_left_out(node: ast.stmt) -> bool:
    """Whether a statement never runs where a submission is graded. Raises SyntaxError where it runs nowhere."""
    if isinstance(node, ast.If) and asks_for_main(node.test):
        return True
    waits = False
    for part in outside_functions(node):
        if isinstance(part, (ast.Return, ast.Yield, ast.YieldFrom)):
            raise SyntaxError("it stands outside of a function", ("cell", part.lineno, None, None))
        waits = waits or isinstance(part, (ast.Await, ast.AsyncFor, ast.AsyncWith))  # at the top, a kernel's own
    features = {name.name for name in node.names} if isinstance(node, ast.ImportFrom) and _is_future(node) else set()
    if not features.issubset(__future__.all_feature_names):
        raise SyntaxError("there is no such feature", ("cell", node.lineno, None, None))
    return waits or (isinstance(node, ast.AnnAssign) and node.value is None)


def _is_future(node: ast.ImportFrom) -> bool:
    return node.module == "__future__" and not node.level


def _owners(lines: Sequence[str], owner: str) -> list[str]:
    """For each line the exercise that it belongs to."""
    owners = []
    for line in lines:
        match = _OWNER.fullmatch(line)
        owner = match[1] if match else owner
        owners.append(owner)
    return owners


def _segment(lines: Sequence[bytes], node: ast.stmt, start: int) -> str:
    """The source of a statement with its decorators; columns count bytes."""
    assert node.end_lineno is not None
    taken = list(lines[start - 1 : node.end_lineno])
    taken[-1] = taken[-1][: node.end_col_offset]
    taken[0] = taken[0][node.col_offset if start == node.lineno else 0 :]
    return b"\n".join(taken).decode()


def _statement(node: ast.stmt, names: Names, at: tuple[str, int, str], seen: Seen) -> Statement:
    defined = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    imported = isinstance(node, (ast.Import, ast.ImportFrom))
    changes = changed_by(node, names.now, seen).union(*(seen.sets.get(name, ()) for name in names.now))
    calls = not names.now.isdisjoint(seen.defined)
    (seen.imported if imported else seen.data if not defined else seen.defined).update(names.binds)
    if names.later:
        seen.defined.update(names.binds)
    if names.sets:
        seen.sets.update(dict.fromkeys(names.binds, names.sets))
    first = isinstance(node, ast.ImportFrom) and _is_future(node)
    return Statement(
        names.text,
        *at,
        names.binds,
        changes,
        names.now,
        names.later,
        replaces=defined or imported or isinstance(node, (ast.Assign, ast.AnnAssign)),
        stub=is_stub(node),
        answered=answered(node),
        first=first,
        always=first or (isinstance(node, ast.ImportFrom) and node.names[0].name == "*"),
        value=not defined and not imported,
        imports=imported and names.binds != frozenset(),
        calls=calls,
    )
