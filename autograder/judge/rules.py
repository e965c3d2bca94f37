"""Names that an exercise forbids, found in the syntax tree of a submission without running it."""

from __future__ import annotations

import ast
import threading
import warnings
from collections.abc import Collection, Iterator

MAX_SOURCE_BYTES = 256 * 1024
#: A longer chain of attributes is no name; looking at it would only cost time.
_MAX_ATTRIBUTES = 8
_ONE_AT_A_TIME = threading.Lock()  # the filters of warnings belong to the whole process


class Unreadable(Exception):
    """The file is not Python that can be parsed; the message says why, with a line where there is one."""


def parse(source: bytes) -> ast.Module:
    """The syntax tree of a submitted file. Raises `Unreadable`."""
    if len(source) > MAX_SOURCE_BYTES:
        raise Unreadable(f"it is larger than {MAX_SOURCE_BYTES // 1024} KiB")
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a student's "\d" is no affair of the instructor's terminal
            return ast.parse(source)
    except SyntaxError as error:
        raise Unreadable(f"syntax error at line {error.lineno or 0}: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(f"it does not parse ({str(error) or 'it is nested too deeply'})") from None


def forbidden_names(tree: ast.Module, forbidden: Collection[str]) -> list[tuple[str, int]]:
    """Each use of a forbidden dotted name, with its line, in order. Aliases made by imports are followed."""
    aliases = _aliases(tree)
    found = {(name, line) for name, line in _uses(tree, aliases) if name in forbidden}
    return sorted(found, key=lambda use: (use[1], use[0]))


def _aliases(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: ``{"nn": "torch.nn"}``."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                aliases[name.asname or name.name.partition(".")[0]] = (
                    name.name if name.asname else name.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                aliases[name.asname or name.name] = f"{node.module}.{name.name}"
    return aliases


def _uses(tree: ast.Module, aliases: dict[str, str]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                yield f"{node.module}.{name.name}", node.lineno
        elif isinstance(node, ast.Attribute):
            dotted = _dotted(node, aliases)
            if dotted:
                yield dotted, node.lineno


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    attributes: list[str] = []
    while isinstance(node, ast.Attribute) and len(attributes) <= _MAX_ATTRIBUTES:
        attributes.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([aliases.get(node.id, node.id), *reversed(attributes)])
