"""What may be put to an implementation, and what a run must reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Callback:
    """A function, random generator or module that the worker builds from data and hands to the student's code,
    recording what it is fed.

    `kind` names a builder of `autograder.worker.callbacks`; `parameters` are its tensors.
    """

    kind: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Earlier:
    """As an argument of a step: what the step of this number returned."""

    step: int


@dataclass(frozen=True)
class Step:
    """One thing to do to an implementation.

    Attributes:
        target: a name that the implementation defines (``"lstm_cell"``), or ``"$0"`` for what step 0 returned, with
            attributes after a dot (``"$0.transform"``).
        args, kwargs: what to call it with: tensors, arrays, numbers, strings, None, lists, tuples, dicts, `Callback`,
            `Earlier`.
        parameters: a state dict to load into what the call returned (a module), or None.
        keep: whether the result belongs to the answer; that of the last step always does.
        tensor: the result must be a tensor, and goes on as a plain one. For results whose methods later steps call: an
            object of the student's own could answer them as it likes.
    """

    target: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] | None = None
    keep: bool = False
    tensor: bool = False


@dataclass(frozen=True)
class Probe:
    """What is put to an implementation: steps, in order. Plain data; all of it crosses the wall."""

    steps: tuple[Step, ...]


def call(target: str, /, *args: Any, **kwargs: Any) -> Probe:
    """Call the function `target` once."""
    return Probe((Step(target, args, kwargs),))


def build(
    target: str, /, *init: Any, parameters: Mapping[str, Any] | None, then: tuple[Step, ...], **kwargs: Any
) -> Probe:
    """Construct the class `target`, load `parameters` into it, go on with the steps `then` (``"$0"`` is the object)."""
    return Probe((Step(target, init, kwargs, parameters), *then))


@dataclass(frozen=True)
class Goal:
    """A figure that is computed on the trusted side from what a `Run` returned, and the bound that it must keep.

    Attributes:
        name, says, points: as those of a `Case`.
        measure: a name in `autograder.judge.measures`.
        of: paths of the results that it is computed from: ``"1.0"`` is the first part of the second that is kept.
        against: which of the things that the run knows they are held against.
        at_least, at_most: the bound; one of the two.
        suspicious: a figure beyond this is too good to be true, and earns nothing.
    """

    name: str
    points: float
    measure: str
    says: str
    of: tuple[str, ...] = ("0",)
    against: str = ""
    at_least: float | None = None
    at_most: float | None = None
    suspicious: float | None = None


@dataclass(frozen=True)
class Run:
    """A probe whose answer has no one right value, like that of a training: goals say what it must reach.

    Attributes:
        like: for each result that is kept, an example of the same structure, shapes and dtypes; its numbers and texts
            mean nothing.
        known: what the goals hold the results against, by name. It stays on the trusted side.
    """

    probe: Probe
    like: tuple[Any, ...]
    known: Mapping[str, Any] = field(default_factory=dict)
