"""Keeps what defines forbidden names from being run once more, or read."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

from autograder.worker.operators import SHADOWS, operators_of
from autograder.worker.raised import Forbidden
from autograder.worker.replacing import find


def guard_sources(forbidden: Sequence[str]) -> None:
    """From now on this process neither runs nor reads the files that define what is forbidden. For ever: a hook of
    Python's cannot be taken away again."""
    files = {os.path.abspath(vars(sys.modules[name]).get("__file__") or "") for name in _closed(forbidden)}

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "exec" and arguments[0].co_name == "<module>" and arguments[0].co_filename in files:
            raise Forbidden(os.path.basename(arguments[0].co_filename))
        if event == "open" and type(arguments[0]) is str and os.path.abspath(arguments[0]) in files:
            raise PermissionError(f"{arguments[0]} is closed while an exercise forbids names")

    if files:
        sys.addaudithook(watch)


def _closed(forbidden: Sequence[str]) -> set[str]:
    """The modules of torch that define what is forbidden, as far as they are loaded."""
    found = {find(dotted) for dotted in forbidden if dotted.startswith("torch.")}
    modules = {getattr(each, "__module__", None) for each in found if isinstance(each, type | types.FunctionType)}
    modules |= {dotted for dotted in forbidden if dotted.startswith("torch.nn.")}
    modules |= {*SHADOWS, "torch.nn.functional"} if any(operators_of(dotted) for dotted in forbidden) else set()
    return {name for name in modules if name in sys.modules and name.count(".") > 0}


class Sentry(importlib.abc.MetaPathFinder):
    """Sees every import of what is not loaded: the modules of forbidden names are not run again, and those that come
    later are looked at when they come."""

    def __init__(self, forbidden: Sequence[str], poison: Callable[[str, types.ModuleType], None]) -> None:
        self._forbidden, self._poison, self._closed = forbidden, poison, {*SHADOWS, *_closed(forbidden)}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Refuse, or find what the others find, with a look at it when it has been run."""
        if fullname in self._closed and fullname.startswith("torch."):
            raise Forbidden(fullname)
        late = [dotted for dotted in self._forbidden if dotted.rpartition(".")[0] == fullname]
        others = [finder for finder in sys.meta_path if finder is not self] if late else []
        found = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next((each for each in found if each is not None), None)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def exec_module(module: types.ModuleType) -> None:
                run(module)
                for dotted in late:
                    self._poison(dotted, module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec
