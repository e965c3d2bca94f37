"""Cells to statements, with what each of them binds, changes and needs. IPython's own syntax is taken out."""

from __future__ import annotations

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.intake.notebook import Cell
from autograder.judge.rules import ONE_AT_A_TIME, asks_for_main

#: Lines of IPython that are replaced in one cell, and characters that are parsed for it.
MAX_MAGICS = 100
_MAX_PARSED = 8 * 1024 * 1024
#: Cell magics that run the rest of the cell as Python in the notebook's own names.
_PYTHON = {"time", "capture", "prun"}
#: ``# ch2.lstm_cell`` on a line of its own: from here on the cell belongs to that exercise.
_OWNER = re.compile(r"#\s*(ch\d+\.[a-z][a-z0-9_]*)\s*")
_MAGIC = re.compile(r"(\s*)(?:[%!?].*|[\w.\[\]'\"]+\?\??\s*)")
_TIMED = re.compile(r"(\s*)%time\s+(.+)")
_CAUGHT = re.compile(r"(\s*[\w, ]+=\s*)[%!].*")


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell.

    Attributes:
        text: its source.
        place: its cell.
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
    """

    text: str
    place: str
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
    seen = _Seen(set(), set())
    for cell in cells:
        try:
            source = _python(cell.source)
            found += _taken_apart(source, _parsed(source), cell, seen)
        except _NoPython as error:
            unrun.append(_unrun(cell, str(error)))
        except SyntaxError as error:
            text = (error.text or "").strip()[:60]
            quoted = f": {text}" if text else ""
            unrun.append(_unrun(cell, f"syntax error in {cell.place}, line {error.lineno or 0}{quoted} ({error.msg})"))
        except (ValueError, RecursionError, MemoryError) as error:
            unrun.append(_unrun(cell, f"{cell.place} does not parse ({str(error) or 'it is nested too deeply'})"))
    return found, unrun


@dataclass(frozen=True)
class _Seen:
    """What names stood for so far: modules and what was imported from them, or values."""

    imported: set[str]
    data: set[str]


_BUILTINS = frozenset(dir(builtins))


class _NoPython(Exception):
    """The cell is in another language."""


def _unrun(cell: Cell, reason: str) -> Unrun:
    marks = {match[1] for line in cell.source.split("\n") if (match := _OWNER.fullmatch(line))}
    names = re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", cell.source, re.MULTILINE)
    return Unrun(cell.place, reason, frozenset(marks or {cell.exercise} - {""}), frozenset(names))


def _parsed(source: str) -> ast.Module:
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def _python(source: str) -> str:
    """The cell without IPython's magics, shell lines and questions; the number of lines stays."""
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith("%%"):
        magic = first[2:].split(None, 1)[0] if first[2:].strip() else ""
        if magic not in _PYTHON:
            raise _NoPython(f"it starts with %%{magic[:20]} and is no Python for the notebook")
        source = "\n" * (source.count("\n") - rest.count("\n")) + rest
    lines = source.split("\n")
    for _ in range(min(MAX_MAGICS, _MAX_PARSED // (len(source) + 1))):
        try:
            _parsed("\n".join(lines))
            break
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            if not 0 <= number < len(lines) or not _replaced(lines, number):
                raise
    return "\n".join(lines)


def _replaced(lines: list[str], number: int) -> bool:
    """Put Python in the place of the magic in this line, if there is one."""
    line = lines[number]
    for pattern, instead in ((_TIMED, r"\1\2"), (_CAUGHT, r"\1None"), (_MAGIC, r"\1pass")):
        match = pattern.fullmatch(line)
        if match:
            lines[number] = match.expand(instead)
            while line.endswith("\\") and number + 1 < len(lines):
                number += 1
                line, lines[number] = lines[number], ""
            return True
    return False


def _taken_apart(source: str, tree: ast.Module, cell: Cell, seen: _Seen) -> Iterator[Statement]:
    lines = source.encode().split(b"\n")
    owners = _owners(source.split("\n"), cell.exercise)
    for node in tree.body:
        if isinstance(node, ast.If) and asks_for_main(node.test):
            continue  # never true where a submission is graded
        text = _segment(lines, node)
        start = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        yield _statement(node, text, cell.place, owners[start - 1], seen)


def _owners(lines: Sequence[str], owner: str) -> list[str]:
    """For each line the exercise that it belongs to."""
    owners = []
    for line in lines:
        match = _OWNER.fullmatch(line)
        owner = match[1] if match else owner
        owners.append(owner)
    return owners


def _segment(lines: Sequence[bytes], node: ast.stmt) -> str:
    """The source of a statement with its decorators; columns count bytes."""
    assert node.end_lineno is not None
    decorators = getattr(node, "decorator_list", [])
    first, column = (decorators[0].lineno, 0) if decorators else (node.lineno, node.col_offset)
    taken = list(lines[first - 1 : node.end_lineno])
    taken[-1] = taken[-1][: node.end_col_offset]
    taken[0] = taken[0][column:]
    return b"\n".join(taken).decode()


def _statement(node: ast.stmt, text: str, place: str, owner: str, seen: _Seen) -> Statement:
    now, later, binds = _names(text)
    defined = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        seen.imported.update(binds)
    elif not defined:
        seen.data.update(binds)
    called, changes = _changed(node)
    if called:
        changes |= now & seen.data  # a function may change what it is given
        if not now - _BUILTINS <= seen.imported:
            changes -= seen.imported  # torch.save(model) says something of the notebook; torch.manual_seed(0) sets
    first = isinstance(node, ast.ImportFrom) and node.module == "__future__"
    always = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    simple = defined or isinstance(node, (ast.Assign, ast.AnnAssign))
    stub, answered = _is_stub(node), _answered(node)
    return Statement(text, place, owner, binds, changes, now, later, simple, stub, answered, first, first or always)


def _names(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The global names that a statement uses when it runs, that its functions use later, and that it binds."""
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        top = symtable.symtable(text, "cell", "exec")
    now, later = set[str](), set[str]()
    binds = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()}
    now |= {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    waiting = [(table, False) for table in top.get_children()]
    while waiting:
        table, called = waiting.pop()
        called = called or (table.get_type() == "function" and not table.get_name().endswith(("comp", "genexpr")))
        names = {s.get_name() for s in table.get_symbols() if s.is_global()}
        (later if called else now).update(names)
        waiting += [(child, called) for child in table.get_children()]
    return frozenset(now), frozenset(later), frozenset(binds)


def _changed(node: ast.stmt) -> tuple[bool, frozenset[str]]:
    """Whether a statement calls something for its effect, and the names whose values it changes where it stands:
    ``x[0] = …``, ``x.a = …``, ``x.append(…)``."""
    found, called = set(), False
    for part in _outside_functions(node):
        if isinstance(part, (ast.Subscript, ast.Attribute)) and not isinstance(part.ctx, ast.Load):
            found.add(_root(part))
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            function = part.value.func
            called = True
            found.add(_root(function) if isinstance(function, ast.Attribute) else "")
    return called, frozenset(found - {""})


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_stub(node: ast.stmt) -> bool:
    """Whether a function, or a method, begins as a stub ends: by raising NotImplementedError, whatever it is told."""
    if isinstance(node, ast.ClassDef):
        return any(_is_stub(part) for part in node.body)
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    return any(isinstance(part, ast.Raise) and _raises_not_implemented(part) for part in node.body)


def _answered(node: ast.stmt) -> int:
    if isinstance(node, ast.ClassDef):
        return sum(_answered(part) for part in node.body if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return 0 if _is_stub(node) else 1


def _raises_not_implemented(node: ast.Raise) -> bool:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
