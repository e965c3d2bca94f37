"""Turns the bytes of a submitted file into the names that it defines."""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.worker.drive import Forbidden


def load(source: bytes, name: str) -> Mapping[str, Any]:
    """Run a submitted file as the module `name` and return its names. What it raises, it raises."""
    code = compile(source, f"{name}.py", "exec", dont_inherit=True)
    module = types.ModuleType(name)
    module.__dict__.update({"__file__": f"{name}.py", "__submission__": True})
    sys.modules[name] = module  # dataclasses and typing look their own module up
    exec(code, module.__dict__)
    return module.__dict__


def poison(forbidden: Sequence[str]) -> None:
    """Make each dotted name raise `Forbidden` when used, in this process and for good."""
    for dotted in forbidden:
        owner, _, attribute = dotted.rpartition(".")
        module: Any = sys.modules.get(owner)
        if module is None:
            root, *rest = owner.split(".")
            module = sys.modules.get(root)  # a package that is not loaded cannot be changed; the source rules see it
            for part in rest:
                module = getattr(module, part, None)
        if hasattr(module, attribute):
            setattr(module, attribute, _raising(dotted))


def _raising(dotted: str) -> type:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise Forbidden(dotted)

    return type(dotted.rpartition(".")[2], (), {"__new__": refuse, "__init_subclass__": classmethod(refuse)})
