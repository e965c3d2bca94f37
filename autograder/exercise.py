"""The author's vocabulary: what a file in ``reference/`` may say.

An exercise is a title, an *oracle* (the right answer, in float64), *cases* (each a function that draws one
`Probe`) and the *known mistakes* (wrong implementations with a hint each). Everything in a probe is data, so that
the same probe can be put to the oracle here and to a student's code behind the wall.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from autograder.bans import NO_ATTENTION, NO_AUTOGRAD, NO_RNN
from autograder.case import Case, Function, Mistake
from autograder.drawing import Draw
from autograder.slips import Slip
from autograder.steps import Callback, Earlier, Goal, Probe, Run, Step, build, call

__all__ = [
    "NO_ATTENTION",
    "NO_AUTOGRAD",
    "NO_RNN",
    "Callback",
    "Case",
    "CourseError",
    "Earlier",
    "Exercise",
    "Function",
    "Goal",
    "Mistake",
    "Probe",
    "Run",
    "Step",
    "build",
    "call",
]

F = TypeVar("F", bound=Function)


class CourseError(Exception):
    """The author's fault; the message names the place and the remedy."""


@dataclass
class Exercise:
    """Everything about one exercise but its model solution and handout.

    `id` and `entry` follow from the file's path: ``reference/ch2/lstm_cell.py`` is ``ch2.lstm_cell`` with the entry
    point ``lstm_cell``.

    Attributes:
        position: place within the chapter; gaps are fine.
        points: must equal the sum of the cases' points.
        difficulty: 1 to 5. minutes: for a student of the course.
        forbidden: dotted names that a submission may not use.
        tolerance: for each dtype in which it can be asked, how far an entry may lie from the oracle's:
            ``|a - e| <= tolerance * (1 + |e|)``.
        cpu_seconds: limit for one case.
        project: takes longer to check than a chapter should; left out of the self-check unless it is asked for.
        shortcuts: implementations that miss the point without being wrong in any single call; each must fail a goal.
        source: identifies the file that declares the exercise.
        given: names that the stub defines and that are not graded.
        model: the code of the model solution.
        slips: what to change in it to make a known mistake.
    """

    title: str
    title_ja: str
    position: int
    points: float
    difficulty: int
    minutes: int
    forbidden: tuple[str, ...] = ()
    tolerance: Mapping[str, float] = field(default_factory=lambda: {"float64": 1e-9, "float32": 1e-4})
    cpu_seconds: int = 2
    project: bool = False
    cases: list[Case] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    oracles: dict[str, Function] = field(default_factory=dict)
    twins: dict[str, Function] = field(default_factory=dict)
    returns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shortcuts: dict[str, Mapping[str, Function]] = field(default_factory=dict)
    source: str = ""
    given: tuple[str, ...] = ()
    model: str = ""
    slips: Mapping[str, Slip] = field(default_factory=dict)

    def oracle(self, *returns: str) -> Callable[[F], F]:
        """Declare the right answer for the entry point of the same name; `returns` names the values it returns."""

        def declare(function: F) -> F:
            self.oracles[function.__name__] = function
            self.returns[function.__name__] = returns
            return function

        return declare

    def twin(self, entry: str) -> Callable[[F], F]:
        """Declare an independent implementation of `entry` (a torch built-in, a brute force) that must agree."""

        def declare(function: F) -> F:
            self.twins[entry] = function
            return function

        return declare

    def case(
        self,
        points: float,
        *,
        public: bool = False,
        gradients: bool = False,
        watch: str = "",
        dtype: str = "float64",
        no_grad: bool = False,
        tolerance: float | None = None,
    ) -> Callable[[Callable[[Draw], Probe]], Callable[[Draw], Probe]]:
        """Declare a case: the function's name is the case's, its docstring the sentence that students read."""

        def declare(draw: Callable[[Draw], Probe]) -> Callable[[Draw], Probe]:
            says = inspect.getdoc(draw) or ""
            self.cases.append(
                Case(draw.__name__, says, points, draw, public, gradients, watch, dtype, no_grad, tolerance)
            )
            return draw

        return declare

    def goals(
        self, *goals: Goal, public: bool = False, dtype: str = "float32", cpu_seconds: int = 60
    ) -> Callable[[Callable[[Draw], Run]], Callable[[Draw], Run]]:
        """Declare a run, and a case for each of its goals. The run's answer is made once."""

        def declare(draw: Callable[[Draw], Run]) -> Callable[[Draw], Run]:
            self.cases.extend(
                Case(
                    goal.name,
                    goal.says,
                    goal.points,
                    draw,
                    public,
                    dtype=dtype,
                    cpu_seconds=cpu_seconds,
                    goal=goal,
                    run=draw.__name__,
                )
                for goal in goals
            )
            return draw

        return declare

    def shortcut(self, entry: str) -> Callable[[F], F]:
        """Declare an implementation of `entry` that misses the point and passes as right in a single call: a goal must
        tell it from a good one. The function's name is the shortcut's."""

        def declare(function: F) -> F:
            self.shortcuts[function.__name__] = {entry: function}
            return function

        return declare

    def mistake(self, entry: str, hint: str, hint_ja: str) -> Callable[[F], F]:
        """Declare a wrong implementation of `entry`; the function's name is the mistake's."""

        def declare(function: F) -> F:
            self.mistakes.append(Mistake(function.__name__, hint, hint_ja, {entry: function}))
            return function

        return declare

    def tolerance_of(self, case: Case) -> float:
        """The tolerance that holds for `case`."""
        return self.tolerance[case.dtype] if case.tolerance is None else case.tolerance

    def seconds_of(self, case: Case) -> int:
        """The seconds of CPU that `case` may take."""
        return self.cpu_seconds if case.cpu_seconds is None else case.cpu_seconds
