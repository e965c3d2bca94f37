"""Automatic differentiation where an exercise forbids it: its ways back are closed, and nothing is written down."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from collections.abc import Collection, Iterator
from typing import Any

import torch

from autograder.worker.raised import Forbidden
from autograder.worker.replacing import raising, replace

DIFFERENTIATION = "torch.autograd.grad"
#: Classes that switch differentiation on again. Whoever has no name for them finds them among their base's subclasses.
_MODES = ("_InferenceMode", "_ForceDispatchKeyGuard", "_SetExcludeDispatchKeyGuard")
#: Functions that do, or that differentiate elsewhere.
_WAYS_BACK = (
    ("torch._C", "_dispatch_tls_set_dispatch_key_excluded"),
    *(("torch._C._functorch", f"_{kind}_increment_nesting") for kind in ("grad", "jvp")),
)
_THREADS = (("_thread", "start_new_thread"), ("_thread", "start_new"), ("threading", "_start_new_thread"))


def close_ways_back(undo: contextlib.ExitStack, for_good: bool) -> None:
    """What would switch differentiation on again, or do it elsewhere, raises. For good also threads, which would begin
    with it: they cannot be started, and timers never fire, as on a system without threads (matplotlib and tqdm ask)."""
    for name in _MODES:
        replace(undo, getattr(torch._C, name), "__init__", _refused)
    replace(undo, torch._C, "_InferenceMode", _no_mode)
    for owner, attribute in _WAYS_BACK:
        if hasattr(sys.modules[owner], attribute):
            replace(undo, sys.modules[owner], attribute, raising(DIFFERENTIATION))
    if for_good:
        for owner, attribute in _THREADS:
            if hasattr(sys.modules[owner], attribute):
                replace(undo, sys.modules[owner], attribute, _no_thread)
        replace(undo, threading.Timer, "start", _never)


def _refused(mode: Any, *args: Any) -> None:
    raise Forbidden(DIFFERENTIATION)


def _no_mode(on: bool) -> contextlib.AbstractContextManager[None]:
    """Inference mode changes nothing here; switched off, it would bring differentiation back."""
    return contextlib.nullcontext()


def _no_thread(*args: Any, **kwargs: Any) -> int:
    raise RuntimeError("can't start new thread")


def _never(timer: threading.Timer) -> None:
    """Start no timer."""


@contextlib.contextmanager
def without_graph(forbidden: Collection[str]) -> Iterator[None]:
    """Where automatic differentiation is forbidden, meanwhile nothing is written down that could be differentiated:
    no tensor of this thread gets a ``grad_fn``, whatever is asked for."""
    with torch._C._AutoDispatchBelowAutograd() if DIFFERENTIATION in forbidden else contextlib.nullcontext():
        yield


def end_graphs() -> None:
    """From now on, for good: who finds a context can leave it, so what holds this one is nowhere to be found."""
    guard = torch._C._AutoDispatchBelowAutograd()
    guard.__enter__()
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(guard))
