"""Exceptions of the worker's own, and any exception as data."""

from __future__ import annotations

import builtins
import traceback
from typing import Any

from autograder.worker.accelerator import BACKEND
from autograder.worker.mixing import DeviceMismatch
from autograder.worker.stand_in import Unavailable
from autograder.worker.values import TooLarge
from autograder.worker.wire import well_formed


class EntryMissing(Exception):
    """The implementation does not define the name that a step calls."""


class Forbidden(Exception):
    """Student code used a name that the exercise forbids."""


class ParametersDiffer(Exception):
    """The module does not have the parameters that the stub gives it."""


class NothingThere(Exception):
    """No argument of the probe, and no model, is on the stand-in for an accelerator: there is nothing to be told."""


_OUR_OWN = (EntryMissing, Forbidden, ParametersDiffer, TooLarge, DeviceMismatch, NothingThere, Unavailable)
#: In the words of torch: something is not implemented for the stand-in. A student's own says that nothing is there yet.
_NOT_FOR_STAND_IN = (f"'{BACKEND}' backend", "PrivateUse1")
_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "CUDA out of memory")


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as data: the built-in type it belongs to, its message, the line of the student's file."""
    kind = type(error)
    known = next(c for c in kind.__mro__ if c in _OUR_OWN or vars(builtins).get(c.__name__) is c)
    try:
        message = well_formed(str(error)[:500])
    except BaseException:
        message = ""
    if known is NotImplementedError and any(words in message for words in _NOT_FOR_STAND_IN):
        known = RuntimeError
    line = None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_globals.get("__submission__") is True:
            line = number
    if isinstance(error, SyntaxError):
        line = error.lineno
    memory = issubclass(kind, MemoryError) or any(words in message for words in _OUT_OF_MEMORY)
    made = {"made": error.made} if isinstance(error, DeviceMismatch) else {}
    return {"type": known.__name__, "message": message, "line": line, "memory": memory, **made}
