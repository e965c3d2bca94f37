"""The author's vocabulary: what a file in ``reference/`` may say.

An exercise is a title, an *oracle* (the right answer, in float64), *cases* (each a function that draws one
`Probe`) and the *known mistakes* (wrong implementations with a hint each). Everything in a probe is data, so that
the same probe can be put to the oracle here and to a student's code behind the wall.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

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

Function = Callable[..., Any]
F = TypeVar("F", bound=Function)

#: The private parts of torch, where everything that is forbidden by its public name can be had as well.
_PRIVATE = ("torch._C", "torch._VF", "torch.ops")
#: Names that no exercise on recurrent cells may use: they are the answer.
NO_RNN = (
    *(
        f"torch.nn.{name}"
        for name in ("RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell", "RNNBase", "RNNCellBase")
    ),
    *(f"torch.{name}" for name in ("lstm", "gru", "rnn_tanh", "rnn_relu")),
    *(f"torch.{name}" for name in ("lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell")),
    "torch.nn.modules.rnn",
    *_PRIVATE,
)
#: Ready-made attention.
NO_ATTENTION = (
    "torch.nn.functional.scaled_dot_product_attention",
    "torch.nn.functional.multi_head_attention_forward",
    "torch.nn.MultiheadAttention",
    "torch.nn.modules.activation.MultiheadAttention",
    *_PRIVATE,
)
#: Automatic differentiation, for exercises that ask for gradients by hand. The driver differentiates in the same
#: process, so their cases cannot have `gradients`.
NO_AUTOGRAD = (
    "torch.autograd.grad",
    "torch.autograd.backward",
    "torch.Tensor.backward",
    *(f"torch.autograd.functional.{name}" for name in ("hessian", "hvp", "jacobian", "jvp", "vhp", "vjp")),
    "torch.autograd.forward_ad.make_dual",
    *(
        f"torch.func.{name}"
        for name in ("grad", "grad_and_value", "hessian", "jacfwd", "jacrev", "jvp", "linearize", "vjp")
    ),
)


class CourseError(Exception):
    """The author's fault; the message names the place and the remedy."""


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
