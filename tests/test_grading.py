"""One submission to one grade, through a real wall: right, wrong, refused, and not run at all."""

from collections.abc import Callable

import pytest
from torch import Tensor

from autograder.course import Course
from autograder.exercise import Exercise
from autograder.grading import Desk, Grade, grade_exercise, overall
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.verdict import Status
from autograder.paper import digest_of
from autograder.questions import set_paper
from autograder.sandbox.wall import Wall

Grading = Callable[..., Grade]
NAME = "ch1.double"


def statuses(grade: Grade) -> list[str]:
    """The status of each case, as text."""
    return [case.status.value for case in grade.cases]


def codes(grade: Grade) -> list[str]:
    """The code of each case's finding."""
    return [case.finding.code if case.finding else "" for case in grade.cases]


def test_a_right_file(grade: Grading, desk: Desk) -> None:
    """All points, and what is needed to repeat the grade."""
    made = grade("def double(x):\n    return x * 2\n")
    assert (made.status, made.points, made.possible, made.mistake) == (Status.passed, 4, 4, None)
    assert made.paper_digest == desk.digests[NAME] and len(made.submission_digest) == 16
    assert (made.student, made.exercise, made.device, made.path) == ("ann", NAME, "cpu", "double.py")


WRONG = [
    ("def double(x):\n return x * 3\n", "wrong", ["values"] * 4, "three_times", 0),
    ("def double(x):\n return x * x\n", "wrong", ["values"] * 4, "the_square", 0),
    ("def double(x):\n return x * 4\n", "wrong", ["values"] * 4, None, 0),
    (
        "def double(x):\n return x * 2 if x.dim() == 2 else x * 3\n",
        "wrong",
        ["values", "", "values", "values"],
        None,
        1,
    ),
    ("def double(x):\n return (x * 2).detach()\n", "wrong", ["", "", "cut", ""], None, 3),
    ("def double(x):\n return (x * 2).double()\n", "wrong", ["", "", "", "dtype"], None, 3),
    ("def double(x):\n y = x * 2\n x.detach().zero_()\n return y\n", "wrong", ["", "", "", "changed"], None, 3),
    ("def double(x):\n raise NotImplementedError\n", "not started", ["not_started"] * 4, None, 0),
    ("def doubled(x):\n    return x * 2\n", "error", ["no_entry"] * 4, None, 0),
    ("def double(x):\n return x.nothing\n", "error", ["raised"] * 4, None, 0),
    ("import torch\ndef double(x):\n return torch.add(x, x)\n", "forbidden", ["forbidden"] * 4, None, 0),
    (
        "import torch\nadd = 'add'\ndef double(x):\n return getattr(torch, add)(x, x)\n",
        "forbidden",
        ["forbidden_call"] * 4,
        None,
        0,
    ),
    ("def double(x):\n return x *\n", "error", ["unreadable"] * 4, None, 0),
    ("x = 1 / 0\n", "error", ["loading"] * 4, None, 0),
    ("import torch\ndef double(x):\n return torch.empty(1 << 40)\n", "out of memory", ["out_of_memory"] * 4, None, 0),
    ("def double(x):\n return [0] * 10**5\n", "error", ["output_limit"] * 4, None, 0),
    ("import torch\ndef double(x):\n return torch._VF.add(x, x)\n", "forbidden", ["forbidden_call"] * 4, None, 0),
    ("import torch\ndef double(x):\n return torch.ops.aten.add(x, x)\n", "forbidden", ["forbidden_call"] * 4, None, 0),
    (
        "def double(x):\n return x * 2\nif __name__ == '__main__':\n import torch\n torch.add(1, 1)\n",
        "passed",
        [""] * 4,
        None,
        4,
    ),
    ("def double(x):\n assert x.dim() == 2\n return x * 3\n", "error", ["raised", "values", *["raised"] * 2], None, 0),
]


@pytest.mark.parametrize(("source", "status", "found", "mistake", "points"), WRONG)
def test_wrong_files(
    grade: Grading, source: str, status: str, found: list[str], mistake: str | None, points: float
) -> None:
    """Each way to be wrong has its status and finding and costs what it spoils; only a known mistake is named."""
    made = grade(source)
    assert (made.status.value, codes(made), made.mistake, made.points) == (status, found, mistake, points)


def refusing(tiny: Exercise) -> Desk:
    """A desk with the small exercise and a known mistake that takes vectors for something to refuse."""

    @tiny.mistake("double", "Vectors are fine.", "ベクトルでもよいです。")
    def refuses_vectors(x: Tensor) -> Tensor:
        if x.dim() == 1:
            raise TypeError("no matrix")
        return x * 2

    paper = set_paper(tiny, NAME, b"secret")
    return Desk({NAME: paper}, {NAME: digest_of(paper)}, {})


RAISING = [
    ("if x.dim() == 1:\n  raise TypeError\n return x * 2", ["raised", "", "raised", "raised"], "refuses_vectors"),
    ("return {2: x}[x.dim()] * 2", ["raised", "", "raised", "raised"], None),
    ("raise TypeError", ["raised"] * 4, None),
    ("if len(x) == 3:\n  raise TypeError\n return x * 3", ["raised", "values", "values", "values"], None),
]


@pytest.mark.parametrize(("body", "found", "mistake"), RAISING)
def test_a_mistake_that_only_raises(
    tiny: Exercise, wall: Wall, body: str, found: list[str], mistake: str | None
) -> None:
    """A known mistake is named also where no case is wrong and some raised, if any returned something: exceptions
    alone are no evidence."""
    handed = Handed("double.py", f"def double(x):\n {body}\n".encode())
    made = grade_exercise(refusing(tiny), wall, Submission("ann", {NAME: handed}), NAME, "cpu")
    assert (codes(made), made.mistake) == (found, mistake)


def test_a_mistake_that_raises_in_every_case(tiny: Exercise, wall: Wall) -> None:
    """A known mistake all of whose answers are exceptions is not named, since any slip would look like it."""

    @tiny.mistake("double", "Do not.", "いけません。")
    def always_refuses(x: Tensor) -> Tensor:
        raise TypeError("never")

    handed = Handed("double.py", b"def double(x):\n raise TypeError('slip')\n")
    made = grade_exercise(refusing(tiny), wall, Submission("ann", {NAME: handed}), NAME, "cpu")
    assert (codes(made), made.mistake) == (["raised"] * 4, None)


@pytest.mark.parametrize(
    ("source", "code", "quoted"),
    [
        ("def double(x):\n    y = x  # ö\n    return y.nothing\n", "raised", ": return y.nothing"),
        ("import torch\n\nx = 1 / 0\n", "loading", ": x = 1 / 0"),
        ("import sys\ndef double(x):\n    exec('1 / 0', {})\n", "raised", ": exec('1 / 0', {})"),
    ],
)
def test_the_line_that_raised_is_quoted(grade: Grading, source: str, code: str, quoted: str) -> None:
    """Exceptions are told with the line of the student's file, on loading as in a case."""
    for case in grade(source).cases:
        assert case.finding is not None and (case.finding.code, case.finding.facts["source"]) == (code, quoted)


@pytest.mark.parametrize(
    ("submission", "status", "code"),
    [
        (Submission("ann"), Status.not_handed_in, "not_handed_in"),
        (Submission("ann", broken="no zip"), Status.error, "unreadable"),
        (Submission("ann", {NAME: Handed("double.py", b"", "disk")}), Status.ungraded, "ungraded"),
        (Submission("ann", {NAME: Handed("double.py", b"x\0")}), Status.error, "unreadable"),
    ],
)
def test_files_that_are_not_run(desk: Desk, wall: Wall, submission: Submission, status: Status, code: str) -> None:
    """What was not handed in, cannot be read by us, or cannot be read at all, are three different things."""
    made = grade_exercise(desk, wall, submission, NAME, "cpu")
    assert (made.status, set(codes(made))) == (status, {code})


def test_a_device_that_is_not_there(grade: Grading) -> None:
    """Without the device nothing is run, and that is said, instead of a zero."""
    made = grade("def double(x):\n    return x * 2\n", device="cuda")
    assert (made.status, set(codes(made)), made.cases[0].status) == (Status.not_run, {"not_run"}, Status.not_run)


@pytest.mark.parametrize(
    ("cases", "whole"),
    [
        (["passed", "passed"], "passed"),
        (["not started", "not started"], "not started"),
        (["passed", "not started"], "wrong"),
        (["passed", "wrong"], "wrong"),
        (["wrong", "error"], "error"),
        (["error", "out of memory"], "out of memory"),
        (["out of memory", "timed out"], "timed out"),
        (["timed out", "forbidden"], "forbidden"),
        (["passed", "ungraded", "timed out"], "ungraded"),
        (["passed", "not run"], "passed"),
        (["wrong", "not run"], "wrong"),
        (["not run", "not run"], "not run"),
    ],
)
def test_overall(cases: list[str], whole: str) -> None:
    """The status of an exercise is that of its gravest case, in whatever order; a fault of ours comes first."""
    of = [Status(case) for case in cases]
    assert overall(of) == overall(of[::-1]) == Status(whole)


def test_a_real_exercise(course: Course, wall: Wall) -> None:
    """The model solution gets full marks behind the wall, and a student with exchanged gates is told so."""
    name = "ch2.lstm_cell"
    paper = set_paper(course[name], name, b"secret")
    desk = Desk({name: paper}, {name: digest_of(paper)}, {})
    solution = course.solution_file(name).read_bytes()
    swapped = solution.replace(b"i, f, g, o = a.chunk", b"f, i, g, o = a.chunk")
    right, wrong = (
        grade_exercise(desk, wall, Submission("ann", {name: Handed("x.py", code)}), name, "cpu")
        for code in (solution, swapped)
    )
    assert (right.status, right.points) == (Status.passed, right.possible)
    assert (wrong.status, wrong.mistake) == (Status.wrong, "input_and_forget_gates_exchanged")
