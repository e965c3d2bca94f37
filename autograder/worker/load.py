"""Turns the bytes of a submitted file into the names that it defines."""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping, Sequence
from typing import Any

import torch

from autograder.worker.drive import Forbidden


def load(source: bytes, name: str) -> Mapping[str, Any]:
    """Run a submitted file as the module `name` and return its names. What it raises, it raises."""
    code = compile(source, f"{name}.py", "exec", dont_inherit=True)
    module = types.ModuleType(name)
    module.__dict__.update({"__file__": f"{name}.py", "__submission__": True})
    sys.modules[name] = module  # dataclasses and typing look their own module up
    exec(code, module.__dict__)
    return module.__dict__


#: Other places where torch keeps what it offers under a public name.
_ELSEWHERE = {
    "torch": ("torch._VF", "torch.ops.aten"),
    "torch.nn": ("torch.nn.modules", "torch.nn.modules.rnn", "torch.nn.modules.activation"),
    "torch.nn.functional": ("torch._C._nn", "torch.ops.aten"),
}


def poison(forbidden: Sequence[str]) -> None:
    """Make each dotted name raise `Forbidden` when used, in this process and for good, wherever torch keeps it.

    A module that is forbidden as a whole stays: torch itself needs it. The source rules see it.
    """
    for dotted in forbidden:
        owner, _, attribute = dotted.rpartition(".")
        if isinstance(getattr(_find(owner), attribute, None), types.ModuleType) or dotted == "torch.ops":
            continue
        for place in (owner, *_ELSEWHERE.get(owner, ())):
            module = _find(place)
            if place == "torch.ops.aten" or hasattr(module, attribute):
                setattr(module, attribute, _raising(dotted))
    # torch's own table of functions cannot be changed, but it can be covered.
    functions = frozenset(dotted.removeprefix("torch.") for dotted in forbidden if dotted.count(".") == 1)
    covered: Any = _Without(torch._C._VariableFunctions, functions)
    for owner, attribute in (("torch._C", "_VariableFunctions"), ("torch._VF", "vf")):
        setattr(sys.modules[owner], attribute, covered)


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
