"""The stand-in for an accelerator as the driver uses it: made ready, and switched on.

Registering its name is for the whole process and cannot be undone, so that is done where it is first needed, in the
child; it takes a quarter of a millisecond, and trying it out some ten. Torch calls it experimental: where it does not
hold, that is said.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator

import torch
from torch.autograd import grad
from torch.utils.backend_registration import _setup_privateuseone_for_python_backend

from autograder.worker.accelerator import BACKEND, STAND_IN, OnDevice, Watch, held
from autograder.worker.functions import Functions
from autograder.worker.mixing import DeviceMismatch, forget_lines


class Unavailable(Exception):
    """This torch has no place for a stand-in; the message says why."""


def prepare(device: str) -> None:
    """If `device` is the stand-in, make it ready; before anything is forbidden, since that takes all of torch."""
    if device == STAND_IN:
        _problem()


def require(device: str) -> None:
    """Raise Unavailable if `device` is the stand-in, and it is not ready."""
    if device == STAND_IN and (problem := _problem()):
        raise Unavailable(problem)


@functools.cache
def _problem() -> str:
    """Register the stand-in and try it out: why it cannot be used, or ""."""
    try:
        _setup_privateuseone_for_python_backend(BACKEND)
        with switched_on(STAND_IN):
            return "" if _tried_out() else f"torch {torch.__version__} does something else"
    except Exception as error:
        return f"torch {torch.__version__}: {type(error).__name__}"


def _tried_out() -> bool:
    """Whether the stand-in computes as the CPU does, and notices a mistake."""
    x, w = torch.arange(6.0).reshape(2, 3), torch.full((3, 3), 0.1)
    found = []
    for here in (True, False):
        a, b = ((tensor.clone() if here else OnDevice(tensor)).requires_grad_() for tensor in (x, w))
        y = torch.tanh(a @ b) + a.new_ones(3) * torch.tensor(2.0)
        found.append([y, *grad([y[torch.tensor([1, 0])]], [a, b], [torch.ones_like(y)])])
    same = all(torch.equal(mine, held(theirs)) for mine, theirs in zip(*found, strict=True))
    try:
        torch.zeros(2, 3) + found[1][0]
    except DeviceMismatch:
        return same and all(isinstance(tensor, OnDevice) for tensor in found[1])
    return False


@contextlib.contextmanager
def switched_on(device: str) -> Iterator[None]:
    """If `device` is the stand-in, have it meanwhile: tensors can be made on it, and mistakes are noticed."""
    if device != STAND_IN:
        yield
        return
    forget_lines()
    swaps = torch.__future__.get_swap_module_params_on_conversion()
    # A module that is moved keeps its parameters, as it does with CUDA: somebody else may have hold of them.
    torch.__future__.set_swap_module_params_on_conversion(True)
    try:
        # All in one thread: those that autograd has for devices were counted before there was this one.
        with torch.autograd.set_multithreading_enabled(False), Watch(), Functions():  # type: ignore[no-untyped-call]
            yield
    finally:
        torch.__future__.set_swap_module_params_on_conversion(swaps)


def as_torch_says(device: str) -> str:
    """What torch calls `device`."""
    return BACKEND if device == STAND_IN else device
