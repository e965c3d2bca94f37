"""How far a function or a class is filled in."""

from __future__ import annotations

import ast


def is_stub(node: ast.stmt) -> bool:
    """Whether a function, or a method, still ends as a stub does: by raising NotImplementedError, whatever it is
    told."""
    if isinstance(node, ast.ClassDef):
        return any(is_stub(part) for part in node.body)
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    last = next((part for part in node.body if _leaves(part)), None)
    return isinstance(last, ast.Raise) and _raises_not_implemented(last)


def _leaves(part: ast.stmt) -> bool:
    """Whether what stands below a statement is never reached."""
    if isinstance(part, ast.If):
        return any(map(_leaves, part.body)) and any(map(_leaves, part.orelse))
    if isinstance(part, (ast.With, ast.AsyncWith)):
        return any(map(_leaves, part.body))
    return isinstance(part, (ast.Return, ast.Raise))


def answered(node: ast.stmt) -> int:
    """How many functions and methods of a statement are no stubs; 1 for what is neither function nor class."""
    if isinstance(node, ast.ClassDef):
        return sum(answered(part) for part in node.body if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return 0 if is_stub(node) else 1


def _raises_not_implemented(node: ast.Raise) -> bool:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
