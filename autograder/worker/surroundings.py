"""What belongs to everybody in a process, or to the caller, and that a call should therefore leave as it is."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable

import numpy as np
import torch

_SOURCES = ("torch_random", "numpy_random", "python_random")


def stirred() -> dict[str, object]:
    """The state after a draw from every global source of random numbers, so that one who seeds them as they were
    seeded is seen."""
    torch.rand(7)
    np.random.random(7)
    random.random()
    return surroundings()


def surroundings() -> dict[str, object]:
    """The state as it is now, by the names of `autograder.judge.wording.Wording.surroundings`."""
    _, *numpy_state = np.random.get_state(legacy=True)
    return {
        "torch_random": torch.default_generator.get_state().numpy().tobytes(),
        "numpy_random": [np.asarray(part).tobytes() for part in numpy_state],
        "python_random": random.getstate(),
        "default_dtype": torch.get_default_dtype(),
        "grad_mode": torch.is_grad_enabled(),
        "threads": torch.get_num_threads(),
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "numpy_errors": np.geterr(),
    }


def drawn_from(after: dict[str, object]) -> set[str]:
    """Those sources of random numbers that a call only draws from. `after` is the state after the first of two calls:
    one who seeds them leaves the same state each time. A new module of torch draws its initial weights, which is no
    offence."""
    now = surroundings()
    return {name for name in _SOURCES if now[name] != after[name]}


def close_figures() -> None:
    """Close what pyplot holds, else its current figure lives on from call to call."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def marks_left(arguments: Iterable[object], recorded: bool) -> list[str]:
    """What a call did to its arguments beside their numbers. They were made in train mode, without a `.grad`, and
    `recorded` says whether for recording gradients."""
    arguments = list(arguments)
    tensors = [value for value in arguments if isinstance(value, torch.Tensor) and value.is_floating_point()]
    plain = [tensor for tensor in tensors if not isinstance(tensor, torch.nn.Parameter)]
    modules = [value for value in arguments if isinstance(value, torch.nn.Module)]
    found = {
        "recording": any(t.grad is not None for t in tensors) or any(t.requires_grad is not recorded for t in plain),
        "mode": not all(part.training for module in modules for part in module.modules()),
    }
    return [name for name, left in found.items() if left]
