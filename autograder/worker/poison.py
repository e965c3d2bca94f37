"""Makes what an exercise forbids raise while student code runs, on every path to it that we know.

    names       attributes of torch's modules and classes are replaced, wherever torch keeps them
    functions   a function of Python gets other code, so that it raises whoever holds on to it
    operators   the dispatcher gets a kernel that raises, so that classes, scripts and private names end there, too
    modules     what defines a forbidden name is not run a second time; what is imported later is looked at then

A child also keeps the sources of these modules from being run or read (`guard_sources`). None of this is proof against
somebody determined: the code is in the process. docs/security.md says how far it goes.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import types
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from autograder.worker.differentiation import DIFFERENTIATION, close_ways_back
from autograder.worker.operators import functions_in, operators_of, refuse, shadows_of
from autograder.worker.replacing import ForGood, Without, find, raising, recode, replace
from autograder.worker.sentry import Sentry

#: Other places where torch keeps what it offers under a public name.
_ELSEWHERE = {
    "torch": ("torch._VF", "torch.ops.aten"),
    "torch.nn": ("torch.nn.modules", "torch.nn.modules.rnn", "torch.nn.modules.activation"),
    "torch.nn.functional": ("torch._C._nn", "torch.ops.aten"),
}


@contextlib.contextmanager
def poison(forbidden: Sequence[str], for_good: bool = False) -> Iterator[None]:
    """Meanwhile, or for good, each dotted name raises `Forbidden` when used.

    A module that is forbidden as a whole stays: torch itself needs it. The source rules see it.
    """
    with ForGood() if for_good else contextlib.ExitStack() as undo:
        if not forbidden:
            yield
            return
        # made while it can be seen where the names are defined
        sentry = Sentry(forbidden, functools.partial(_poison_name, undo))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch tells of the first kernel that is replaced in a process
            for dotted in forbidden:
                kernel = raising(dotted)
                for operator in operators_of(dotted):
                    undo.callback(refuse(operator, kernel).clear)
        for dotted in forbidden:
            for function in shadows_of(dotted):
                recode(undo, function, dotted)
            _poison_name(undo, dotted)
        if DIFFERENTIATION in forbidden:
            close_ways_back(undo, for_good)
        # torch's own table of functions cannot be changed, but it can be covered.
        functions = frozenset(dotted.removeprefix("torch.") for dotted in forbidden if dotted.count(".") == 1)
        covered: Any = Without(torch._C._VariableFunctions, functions)
        for owner, attribute in (("torch._C", "_VariableFunctions"), ("torch._VF", "vf")):
            replace(undo, sys.modules[owner], attribute, covered)
        sys.meta_path.insert(0, sentry)
        undo.callback(sys.meta_path.remove, sentry)
        yield


def _poison_name(undo: contextlib.ExitStack, dotted: str, loaded: types.ModuleType | None = None) -> None:
    owner, _, attribute = dotted.rpartition(".")
    value = getattr(loaded or find(owner), attribute, None)
    if isinstance(value, types.ModuleType) or dotted == "torch.ops":
        return
    if dotted.startswith(("torch.nn.", "sklearn.")):  # what torch.autograd has is the driver's, too
        for function in functions_in(value):
            recode(undo, function, dotted)
    for place in (owner, *_ELSEWHERE.get(owner, ())):
        module = loaded or find(place)
        if place == "torch.ops.aten" or hasattr(module, attribute):
            replace(undo, module, attribute, raising(dotted))
