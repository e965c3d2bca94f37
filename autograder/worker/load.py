"""Turns the bytes of a submitted file into the names that it defines."""

from __future__ import annotations
import __future__

import ast
import functools
import operator
import sys
import types
from collections.abc import Collection, Mapping
from typing import Any

from autograder.worker.raised import Forbidden

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
