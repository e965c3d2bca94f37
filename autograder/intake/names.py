"""The names of a statement, and what of it runs at once."""

from __future__ import annotations

import ast
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.judge.rules import ONE_AT_A_TIME

_COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}


@dataclass(frozen=True)
class Names:
    """The global names that a statement uses when it runs, that its functions use later and give a value then, and
    that it binds."""

    text: str
    now: frozenset[str]
    later: frozenset[str]
    sets: frozenset[str]
    binds: frozenset[str]


def names_of(text: str) -> Names:
    """The names of a statement. Raises SyntaxError where only the parser takes it for Python."""
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        top = symtable.symtable(text, "cell", "exec")
    binds = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported() or s.is_namespace()}
    now = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    later, sets = set[str](), set[str]()
    waiting = [(table, False) for table in top.get_children()]
    while waiting:
        table, called = waiting.pop()
        called = called or (table.get_type() == "function" and table.get_name() not in _COMPREHENSIONS)
        (later if called else now).update(s.get_name() for s in table.get_symbols() if s.is_global())
        sets.update(s.get_name() for s in table.get_symbols() if s.is_declared_global() and s.is_assigned())
        waiting += [(child, called) for child in table.get_children()]
    return Names(text, frozenset(now), frozenset(later), frozenset(sets), frozenset(binds))


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is below it, but for what runs when a function is called."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting += ast.iter_child_nodes(part)
