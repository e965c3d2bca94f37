"""Replacing what a name stands for: attributes, the code of functions, kernels; with a way back, or for good."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import sys
import types
from typing import Any

from autograder.worker.raised import Forbidden


class ForGood(contextlib.ExitStack):
    """Nothing is ever undone, so that nobody finds here what was there before."""

    def callback(self, callback: Any, /, *args: Any, **kwds: Any) -> Any:
        """Forget what would undo a change; a kernel lasts as long as its object, which is kept where none can see."""
        kernels = getattr(callback, "__self__", None)
        for kernel in kernels if isinstance(kernels, list) else ():
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(kernel))
        return callback


def replace(undo: contextlib.ExitStack, owner: Any, attribute: str, value: Any) -> None:
    """Set an attribute, and have it as before in the end: gone, where it was inherited."""
    own = vars(owner)
    if attribute in own:
        undo.callback(setattr, owner, attribute, own[attribute])
    else:
        undo.callback(delattr, owner, attribute)
    setattr(owner, attribute, value)


def _refused(*args: Any, **kwargs: Any) -> Any:
    raise "what is raised"  # type: ignore[misc] # noqa: B016 - `recode` puts an exception in the place of the text


def recode(undo: contextlib.ExitStack, function: types.FunctionType, dotted: str) -> None:
    """Give a function code that raises. The code has no globals to find the exception in, so it holds it."""
    error = _naming(dotted)
    before, code = function.__code__, _refused.__code__
    constants = tuple(error if constant == "what is raised" else constant for constant in code.co_consts)
    undo.callback(setattr, function, "__code__", before)
    function.__code__ = code.replace(co_consts=constants, co_freevars=before.co_freevars)


@functools.cache
def _naming(dotted: str) -> type[Forbidden]:
    """An exception that has a name for its message, however it is raised."""
    return type("Forbidden", (Forbidden,), {"__str__": lambda self: dotted})


class Without:
    """An object without some of its attributes."""

    def __init__(self, whole: Any, missing: frozenset[str]) -> None:
        self._whole, self._missing = whole, missing

    def __getattr__(self, name: str) -> Any:
        if name in self._missing:
            raise Forbidden(f"torch.{name}")
        return getattr(self._whole, name)


def find(dotted: str) -> Any:
    """The module or object of this name; None if its package is not loaded, and so cannot be changed."""
    if dotted in sys.modules:
        return sys.modules[dotted]
    root, *rest = dotted.split(".")
    found: Any = sys.modules.get(root)
    for part in rest:
        found = getattr(found, part, None)
    return found


@functools.cache
def raising(dotted: str) -> type:
    """What stands in the place of a forbidden name, function or class: it raises when it is called or subclassed."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise Forbidden(dotted)

    return type(dotted.rpartition(".")[2], (), {"__new__": refuse, "__init_subclass__": classmethod(refuse)})
