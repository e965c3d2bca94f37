"""What a statement of a notebook changes, beside the names that it binds."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass, field

from autograder.intake.names import outside_functions


@dataclass(frozen=True)
class Seen:
    """What names stood for so far: modules and what was imported from them, functions and classes, or values.

    `sets` tells for a function which global names it gives a value when it is called.
    """

    imported: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)
    data: set[str] = field(default_factory=set)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)


BUILTINS = frozenset(dir(builtins))
#: Functions that change nothing.
_SHOWN = {"print", "display", "help", "input", "len", "repr", "type"}


def changed_by(node: ast.stmt, now: frozenset[str], seen: Seen) -> frozenset[str]:
    """The names whose values a statement changes where it stands: ``x[0] = …``, ``x.a = …``, ``x.append(…)``,
    ``train(x)``. Of a module only what sets something in it counts, and only if it tells nothing of the notebook:
    ``torch.manual_seed(0)``, but neither ``torch.save(x, …)`` nor ``torch.nn.LSTM(3, 4)``."""
    changed = set[str]()
    for part in outside_functions(node):
        if isinstance(part, (ast.Subscript, ast.Attribute)) and not isinstance(part.ctx, ast.Load):
            changed.add(_root(part))
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            function = part.value.func
            if isinstance(function, ast.Name) and function.id in _SHOWN:
                continue
            changed |= now & seen.data  # a function may change what it is given
            root = _root(function) if isinstance(function, ast.Attribute) else ""
            if root not in seen.imported or (now - BUILTINS <= seen.imported and _sets(part.value, root)):
                changed.add(root)
    return frozenset(changed - {""})


def _sets(call: ast.Call, root: str) -> bool:
    """Whether a call of a module's function sets something: no class, and given nothing that is made for it."""
    parts = [part for each in (call.func, *call.args, *call.keywords) for part in outside_functions(each)]
    made = any(isinstance(part, ast.Call) for part in parts)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return not name[:1].isupper() and (not made or root == "sys")  # sys.path.append(os.getcwd())


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
