"""What ends a run early: what a student does costs that case alone, and what fails of ours costs nothing."""

from collections.abc import Callable, Sequence
from itertools import islice

import pytest

from autograder.grading import Grade
from autograder.judge.verdict import Status
from autograder.sandbox.limits import Limits, Run, Sandbox
from autograder.sandbox.limits import Status as RunStatus
from autograder.sandbox.wall import Wall
from autograder.sitting import ATTEMPTS

Grading = Callable[..., Grade]
NAME = "ch1.double"


def statuses(grade: Grade) -> list[str]:
    """The status of each case, as text."""
    return [case.status.value for case in grade.cases]


def codes(grade: Grade) -> list[str]:
    """The code of each case's finding."""
    return [case.finding.code if case.finding else "" for case in grade.cases]


ENDS = [
    "import sys; sys.exit(0)",
    "import os; os._exit(0)",
    "import os; os.abort()",
    "import os; [os.close(fd) for fd in range(50)]",
    "import ctypes; ctypes.string_at(1)",
    "raise KeyboardInterrupt",
    "raise ValueError('\\ud83d')",
    "return '\\ud83d'",
    "return 'x' * 10**8",
    "import torch; return torch.ones(10**7, dtype=torch.float64)",
    "f = lambda: f(); f()",
    "print('x' * 10**6)",
]


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_one_case_leaves_the_others(grade: Grading, end: str) -> None:
    """Whatever a case brings about, the cases before and after it keep their points."""
    made = grade(f"def double(x):\n    if x.dim() == 2:\n        {end}\n    return x * 2\n")
    spoilt = "passed" if end.startswith("print") else statuses(made)[1]
    assert statuses(made) == ["passed", spoilt, "passed", "passed"]
    assert spoilt in ("passed",) if end.startswith("print") else spoilt in ("error", "wrong")
    assert made.points == (4 if spoilt == "passed" else 3)


def test_an_endless_loop_in_one_case(grade: Grading) -> None:
    """A case that runs out of time costs its own points, and the rest is asked again without it."""
    made = grade("def double(x):\n    while x.dim() == 2:\n        pass\n    return x * 2\n")
    assert statuses(made) == ["passed", "timed out", "passed", "passed"] and made.points == 3
    assert made.status is Status.timed_out


def test_two_time_outs_stop_the_rest(grade: Grading) -> None:
    """After two endless loops the other cases are not tried; what passed before keeps its points."""
    made = grade("def double(x):\n    while len(x) != 3:\n        pass\n    return x * 2\n")
    assert codes(made) == ["", "timed_out", "timed_out", "skipped"] and made.points == 1


def test_a_file_that_ends_on_loading(grade: Grading) -> None:
    """A file that ends the process before any case is an error in every case."""
    made = grade("import os\nos._exit(0)\n")
    assert codes(made) == ["crashed"] * 4 and made.points == 0


FORGED = """
import os, json
def record(case):
    document = {"returned": [[0.0]], "raised": None, "cut": ["0.zzz"], "gradients": {}, "inputs": {}, "calls": {}}
    head = json.dumps({"case": case, "answer": document}).encode()
    return len(head).to_bytes(8, "little") + bytes(8) + head
for fd in range(3, 20):
    try:
        os.write(fd, WRITTEN)
    except OSError:
        pass
def double(x):
    return x * 2
"""


@pytest.mark.parametrize(
    ("written", "points"),
    [("b'rubbish' * 99", 0), ("record('a_matrix') * 2", 0), ("record('a_vector')", 0), ("record('nothing')", 4)],
)
def test_what_a_file_writes_itself(grade: Grading, written: str, points: float) -> None:
    """Records that student code writes past the worker earn nothing and may spoil its own; no fault of ours follows."""
    made = grade(FORGED.replace("WRITTEN", written))
    assert made.points == points and Status.ungraded not in {case.status for case in made.cases}


class Faulty:
    """A sandbox that fails so many times before it does its work: by saying so, or by dying."""

    def __init__(self, times: int, then: Sandbox | None = None, dies: bool = False) -> None:
        self._faults, self._then, self._dies = islice(iter(int, 1), times), then, dies
        self.asked = 0

    def run(self, inputs: Sequence[bytes], limits: Limits) -> Run:
        """Fail, or pass on."""
        self.asked += 1
        if next(self._faults, None) is None and self._then is not None:
            return self._then.run(inputs, limits)
        if self._dies:
            raise OSError("out of descriptors")
        return Run(RunStatus.sandbox_error, "the zygote died")


RIGHT = "def double(x):\n    return x * 2\n"


@pytest.mark.parametrize("times", range(ATTEMPTS))
def test_a_fault_of_ours_is_tried_again(grade: Grading, wall: Wall, times: int) -> None:
    """A sandbox that fails now and then changes no grade."""
    made = grade(RIGHT, sandbox=Faulty(times, wall))
    assert (made.status, made.points) == (Status.passed, 4)


def test_a_lasting_fault_of_ours_is_no_zero(grade: Grading) -> None:
    """A sandbox that always fails leaves every case ungraded, after a bounded number of attempts."""
    faulty = Faulty(10**6)
    made = grade(RIGHT, sandbox=faulty)
    assert (made.status, set(statuses(made)), set(codes(made))) == (Status.ungraded, {"ungraded"}, {"ungraded"})
    assert faulty.asked == ATTEMPTS


def test_a_sandbox_that_dies_is_no_zero(grade: Grading) -> None:
    """A sandbox that raises leaves the exercise ungraded too."""
    assert grade(RIGHT, sandbox=Faulty(10**6, dies=True)).status is Status.ungraded


def test_a_zygote_that_dies(grade: Grading, wall: Wall) -> None:
    """A wall whose zygote is killed grades on with a new one."""
    assert grade(RIGHT).points == 4 and wall._link is not None
    wall._link._kill()
    assert grade(RIGHT).points == 4
