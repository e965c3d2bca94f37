"""Names that an exercise forbids, found in the syntax tree of a submission without running it."""

from __future__ import annotations

import ast
import threading
import warnings
from collections.abc import Collection, Iterable, Iterator

MAX_SOURCE_BYTES = 256 * 1024
#: A longer chain of attributes is no name; looking at it would only cost time.
_MAX_ATTRIBUTES = 8
#: Where torch has once more, in Python, what it offers under a public name: forbidden wherever a name of torch is.
_BACK_DOORS = tuple(
    f"torch.{name}" for name in ("_decomp", "_inductor", "_prims", "_refs", "ao.nn.quantizable", "library")
)
#: What imports a module by a text.
_IMPORTERS = ("__import__", "importlib.import_module")
ONE_AT_A_TIME = threading.Lock()  # the filters of warnings belong to the whole process


class Unreadable(Exception):
    """The file is not Python that can be parsed; the message says why, with a line where there is one."""


def parse(source: bytes) -> ast.Module:
    """The syntax tree of a submitted file. Raises `Unreadable`."""
    if len(source) > MAX_SOURCE_BYTES:
        raise Unreadable(f"it is larger than {MAX_SOURCE_BYTES // 1024} KiB")
    try:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a student's "\d" is no affair of the instructor's terminal
            return ast.parse(source)
    except SyntaxError as error:
        raise Unreadable(f"syntax error at line {error.lineno or 0}: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(f"it does not parse ({str(error) or 'it is nested too deeply'})") from None


def forbidden_names(tree: ast.Module, forbidden: Collection[str]) -> list[tuple[str, int]]:
    """Each use of a forbidden dotted name, or of a name below it, with its line, in order.

    Aliases made by imports are followed, and so are names that are asked for as texts, ``getattr(torch, "lstm")``. What
    stands under ``if __name__ == "__main__":`` is never run, and not looked at.
    """
    if not forbidden:
        return []
    if any(name.startswith("torch.") for name in forbidden):
        forbidden = {*forbidden, *_BACK_DOORS}
    kinds = (ast.Import, ast.ImportFrom, ast.Attribute, ast.Call)
    nodes = [node for node in _run_nodes(tree) if isinstance(node, kinds)]
    aliases = _aliases(nodes)
    found = {(name, line) for name, line in _uses(nodes, aliases) if _below(name, forbidden)}
    return sorted(found, key=lambda use: (use[1], use[0]))


def _below(name: str, forbidden: Collection[str]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in forbidden)


def _run_nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node but those that run only when the file is a program."""
    asking = {statement for statement in tree.body if isinstance(statement, ast.If) and asks_for_main(statement.test)}
    if asking and any(_binds_name(node) for node in ast.walk(tree)):
        asking = set()
    for statement in tree.body:
        for part in statement.orelse if isinstance(statement, ast.If) and statement in asking else [statement]:
            yield from ast.walk(part)


def asks_for_main(test: ast.expr) -> bool:
    """Whether a condition is ``__name__ == "__main__"``, either way round."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return False
    sides = [test.left, test.comparators[0]]
    name = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    return name and any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)


def _binds_name(node: ast.AST) -> bool:
    """Whether a node gives ``__name__`` another value, after which the condition may hold."""
    if isinstance(node, ast.Name):
        return node.id == "__name__" and not isinstance(node.ctx, ast.Load)
    return isinstance(node, ast.alias) and node.asname == "__name__"


def _aliases(nodes: Iterable[ast.AST]) -> dict[str, str]:
    """What each imported name stands for: ``{"nn": "torch.nn"}``."""
    aliases: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                root = name.name.partition(".")[0]
                aliases[name.asname or root] = name.name if name.asname else root
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                aliases[name.asname or name.name] = f"{node.module}.{name.name}"
    return aliases


def _uses(nodes: Iterable[ast.AST], aliases: dict[str, str]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                yield f"{node.module}.{name.name}", node.lineno
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno
        elif isinstance(node, ast.Attribute):
            dotted = _dotted(node, aliases)
            if dotted:
                yield dotted, node.lineno
        elif isinstance(node, ast.Call) and node.args:
            dotted = _asked_for(node, aliases)
            if dotted:
                yield dotted, node.lineno


def _asked_for(call: ast.Call, aliases: dict[str, str]) -> str:
    """The name that a call of getattr or of an importer asks for with a text that stands there."""
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    function = _dotted(call.func, aliases)
    if function in _IMPORTERS and texts:
        return texts[0]
    if function == "getattr" and texts and len(call.args) > 1:
        owner = _dotted(call.args[0], aliases)
        return f"{owner}.{texts[0]}" if owner else ""
    return ""


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    attributes: list[str] = []
    while isinstance(node, ast.Attribute) and len(attributes) <= _MAX_ATTRIBUTES:
        attributes.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([aliases.get(node.id, node.id), *reversed(attributes)])
