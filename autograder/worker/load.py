"""Turns the bytes of a submitted file into the names that it defines."""

from __future__ import annotations
import __future__

import ast
import contextlib
import functools
import operator
import sys
import types
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import torch

from autograder.worker.drive import Forbidden

#: Flags by which ``from __future__ import …`` lines change how the rest of a file is compiled.
_FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)


def load(source: bytes, name: str, needed: Collection[str]) -> Mapping[str, Any]:
    """Run a submitted file as the module `name` and return its names.

    A statement at the top of the file that fails (an import of something that is not here, a file that cannot be
    written, a call of the student's own) does not stop the others: a student is judged on what the file defines. The
    first failure is raised where it matters, which is where one of the names `needed` is missing in the end.
    """
    path = f"{name}.py"
    flags = compile(source, path, "exec", dont_inherit=True).co_flags & _FUTURE
    statements = ast.parse(source, path).body
    module = types.ModuleType(name)
    module.__dict__.update({"__file__": path, "__submission__": True})
    sys.modules[name] = module  # dataclasses and typing look their own module up
    first: BaseException | None = None
    for statement in [part for whole in statements for part in _apart(whole)]:
        code = compile(ast.Module([statement], []), path, "exec", flags, dont_inherit=True)
        try:
            exec(code, module.__dict__)
        except (KeyboardInterrupt, Forbidden):
            raise
        except BaseException as error:  # SystemExit too: a file that ends itself has defined something before
            first = first or error
    if first is not None and not set(needed) <= module.__dict__.keys():
        raise first
    return module.__dict__


def _apart(statement: ast.stmt) -> list[ast.stmt]:
    """``import a, b`` as two statements, so that one that is missing does not cost the other."""
    if not isinstance(statement, ast.Import):
        return [statement]
    return [ast.copy_location(ast.Import([name]), statement) for name in statement.names]


#: Other places where torch keeps what it offers under a public name.
_ELSEWHERE = {
    "torch": ("torch._VF", "torch.ops.aten"),
    "torch.nn": ("torch.nn.modules", "torch.nn.modules.rnn", "torch.nn.modules.activation"),
    "torch.nn.functional": ("torch._C._nn", "torch.ops.aten"),
}


@contextlib.contextmanager
def poison(forbidden: Sequence[str]) -> Iterator[None]:
    """Meanwhile each dotted name raises `Forbidden` when used, wherever torch keeps it.

    A module that is forbidden as a whole stays: torch itself needs it. The source rules see it.
    """
    with contextlib.ExitStack() as undo:
        for dotted in forbidden:
            owner, _, attribute = dotted.rpartition(".")
            if isinstance(getattr(_find(owner), attribute, None), types.ModuleType) or dotted == "torch.ops":
                continue
            for place in (owner, *_ELSEWHERE.get(owner, ())):
                module = _find(place)
                if place == "torch.ops.aten" or hasattr(module, attribute):
                    _replace(undo, module, attribute, _raising(dotted))
        # torch's own table of functions cannot be changed, but it can be covered.
        functions = frozenset(dotted.removeprefix("torch.") for dotted in forbidden if dotted.count(".") == 1)
        covered: Any = _Without(torch._C._VariableFunctions, functions)
        for owner, attribute in (("torch._C", "_VariableFunctions"), ("torch._VF", "vf")):
            _replace(undo, sys.modules[owner], attribute, covered)
        yield


def _replace(undo: contextlib.ExitStack, owner: Any, attribute: str, value: Any) -> None:
    """Set an attribute, and have it as before in the end: gone, where it was inherited."""
    own = vars(owner)
    if attribute in own:
        undo.callback(setattr, owner, attribute, own[attribute])
    else:
        undo.callback(delattr, owner, attribute)
    setattr(owner, attribute, value)


class _Without:
    """An object without some of its attributes."""

    def __init__(self, whole: Any, missing: frozenset[str]) -> None:
        self._whole, self._missing = whole, missing

    def __getattr__(self, name: str) -> Any:
        if name in self._missing:
            raise Forbidden(f"torch.{name}")
        return getattr(self._whole, name)


def _find(dotted: str) -> Any:
    """The module or object of this name; None if its package is not loaded, and so cannot be changed."""
    if dotted in sys.modules:
        return sys.modules[dotted]
    root, *rest = dotted.split(".")
    found: Any = sys.modules.get(root)
    for part in rest:
        found = getattr(found, part, None)
    return found


def _raising(dotted: str) -> type:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise Forbidden(dotted)

    return type(dotted.rpartition(".")[2], (), {"__new__": refuse, "__init_subclass__": classmethod(refuse)})
