"""One question of an exercise, and one misconception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.drawing import Draw
from autograder.steps import Goal, Probe, Run

Function = Callable[..., Any]


@dataclass(frozen=True)
class Case:
    """One question to an implementation, worth points.

    Attributes:
        name: identifies the case for ever: inputs are drawn from it, so renaming draws anew.
        says: one sentence that students read, also when the case is hidden.
        public: shipped to students with its inputs and expected values.
        gradients: also compare gradients of every float input and parameter, through a random cotangent.
        watch: "inputs" also compares the arguments after the call; "everything" moreover the state that belongs to
            everybody (`autograder.worker.surroundings`), and what the same call returns again; "memory" overwrites one
            argument after the other and compares the results again, so that a result which shares memory with an
            argument shows.
        dtype: "float64" or "float32"; the oracle always answers in float64.
        no_grad: call under ``torch.no_grad()``.
        tolerance: overrides the exercise's for this case.
        cpu_seconds: overrides the exercise's for this case.
        goal: the answer is a run's, and is judged by this goal instead of the oracle's answer.
        run: the run's name; cases of the same run are judged by one and the same answer.
    """

    name: str
    says: str
    points: float
    draw: Callable[[Draw], Probe | Run]
    public: bool = False
    gradients: bool = False
    watch: str = ""
    dtype: str = "float64"
    no_grad: bool = False
    tolerance: float | None = None
    cpu_seconds: int | None = None
    goal: Goal | None = None
    run: str = ""

    @property
    def asked(self) -> str:
        """The name of the probe that answers it, which its inputs are drawn from."""
        return self.run or self.name


@dataclass(frozen=True)
class Mistake:
    """A misconception: a wrong implementation, and what to say to a student whose answers equal its answers."""

    name: str
    hint: str
    hint_ja: str
    functions: Mapping[str, Function]
