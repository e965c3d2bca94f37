"""Submissions graded on the stand-in for an accelerator, through a wall: there only mistakes about devices count."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.authoring.mutation.stand_in import survey
from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.exercise import Exercise
from autograder.grading import Desk, Grade, grade_exercise, grade_exercises
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.messages import sentence
from autograder.judge.verdict import Status
from autograder.paper import digest_of
from autograder.questions import set_paper
from autograder.report.summary import combine
from autograder.sandbox.wall import Wall
from autograder.worker.accelerator import STAND_IN

Grading = Callable[..., Grade]
NAME = "ch1.double"
HEAD = "import torch\n"


def codes(grade: Grade) -> list[str]:
    """What became of each case: the reason why it is not told, or the code of its finding, or ""."""
    findings = [case.finding for case in grade.cases]
    return [str(finding.facts.get("reason", finding.code)) if finding else "" for finding in findings]


def said(grade: Grade) -> str:
    """The first reason, in English."""
    return next(sentence(case.finding, "en", reveal=False) for case in grade.cases if case.finding)


RIGHT = [
    "def double(x):\n return x * 2\n",
    "def double(x):\n return x * torch.tensor(2.0)\n",
    "def double(x):\n return (x * 2)[torch.arange(len(x))]\n",
    "def double(x):\n y = torch.empty_like(x)\n y[:] = x * 2\n return y\n",
    "def double(x):\n return x * 2 if x.sum().item() > 0 else x * torch.full((1,), 2, device=x.device)\n",
    "TWO = 2\ndef double(x):\n if x.sum() > 0:\n  print(x, f'{x.sum():.2f}')\n return TWO * x\n",
]


@pytest.mark.parametrize("source", RIGHT)
def test_right_programs(grade: Grading, source: str) -> None:
    """What is right on a GPU passes every case."""
    made = grade(HEAD + source, device=STAND_IN)
    assert (made.status, made.points, codes(made), made.device) == (Status.passed, 4, [""] * 4, STAND_IN)


WRONG = [
    ("def double(x):\n z = torch.zeros(1)\n return x * 2 + z\n", "device_mixed", "4 of your file", "3 of your file"),
    ("TWO = torch.full((1,), 2)\ndef double(x):\n return x * TWO\n", "device_kept", ": return x * TWO", "buffer"),
    ("def double(x):\n return (x * 2).cpu()\n", "device", "y is on cpu", "expected on stand-in"),
    ("def double(x):\n x.detach().numpy()\n return x * 2\n", "device_numpy", "line 3", "numpy array"),
]


@pytest.mark.parametrize(("source", "code", "line", "made"), WRONG)
def test_wrong_programs(grade: Grading, source: str, code: str, line: str, made: str) -> None:
    """Every case is wrong, with the lines that are to blame; on the CPU all is well."""
    there, here = grade(HEAD + source, device=STAND_IN), grade(HEAD + source)
    assert (there.status, there.points, codes(there)) == (Status.wrong, 0, [code] * 4)
    assert line in said(there) and made in said(there)
    assert (here.status, here.points) == (Status.passed, 4)
    both = combine([here, there])
    assert (both.status, both.points) == (Status.wrong, 0)


UNTOLD = [
    ("def double(x):\n return x * 3\n", ["otherwise"] * 4),
    ("def double(x):\n return x.nothing\n", ["otherwise"] * 4),
    ("def double(x):\n while True:\n  pass\n", ["otherwise"] * 4),
    ("def doubled(x):\n return x * 2\n", ["otherwise"] * 4),
    ("x = 1 / 0\n", ["otherwise"] * 4),
    ("def double(x):\n return (x * 2).unsqueeze_(0)[0]\n", ["otherwise"] * 4),
    ("def double(x):\n if x.dim() == 2:\n  return x * 3\n return x * 2\n", ["", "otherwise", "", ""]),
    (
        "device = 'cuda' if torch.cuda.is_available() else 'cpu'\n"
        "def double(x):\n return x * 2 + torch.zeros(1, device=device)\n",
        ["named"] * 4,
    ),
]


@pytest.mark.parametrize(("source", "found"), UNTOLD)
def test_what_cannot_be_told(grade: Grading, source: str, found: list[str]) -> None:
    """What is wrong for another reason, or cannot be followed, is not run there, and takes nothing."""
    there, here = grade(HEAD + source, device=STAND_IN), grade(HEAD + source)
    assert codes(there) == found and there.mistake is None
    assert there.status is (Status.passed if "" in found else Status.not_run)
    assert combine([here, there]).points == here.points and combine([here, there]).status is here.status


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("def double(x):\n raise NotImplementedError('double is not started')\n", Status.not_started),
        ("def double(x):\n return torch.add(x, x)\n", Status.forbidden),
        ("def double(x):\n return x *\n", Status.error),
    ],
)
def test_what_is_as_on_the_cpu(grade: Grading, source: str, status: Status) -> None:
    """Stubs, forbidden names and files that cannot be read are what they are on any device."""
    made = grade(HEAD + source, device=STAND_IN)
    assert made.status is status and codes(made) == codes(grade(HEAD + source))


def test_files_that_sit_together(desk: Desk, wall: Wall) -> None:
    """The quick way, one process for all files, gives the same grades."""
    other = "ch1.doubled"
    papers = {**desk.papers, other: replace(desk.papers[NAME], exercise=other, _whole={})}
    both = Desk(papers, {name: "d" for name in papers}, {})
    files = {
        NAME: Handed("double.py", (HEAD + RIGHT[1]).encode()),
        other: Handed("doubled.py", (HEAD + WRONG[0][0]).encode()),
    }
    grades = list(grade_exercises(both, wall, Submission("ann", files), list(papers), STAND_IN))
    assert [(made.status, made.points) for made in grades] == [(Status.passed, 4), (Status.wrong, 0)]


def test_a_notebook(desk: Desk, wall: Wall) -> None:
    """Lines are told by cell."""
    source = b"import torch\ndef double(x):\n z = torch.zeros(1)\n return x * 2 + z\n"
    places = (("cell 1", 1), ("cell 2", 1), ("cell 2", 2), ("cell 3", 1))
    handed = Handed("a.ipynb", source, places=places)
    made = grade_exercise(desk, wall, Submission("ann", {NAME: handed}), NAME, STAND_IN)
    assert "line 1 of cell 3" in said(made) and "Line 2 of cell 2 made it: z = torch.zeros(1)" in said(made)


STATE = "2 * (torch.zeros(self.lstm.num_layers, len(x), self.lstm.hidden_size, dtype=x.dtype),)"
REAL = [
    ("ch2.lstm_forward", "(t < lengths)", "(t < lengths.cpu())", "device_mixed"),
    ("ch2.lstm_forward", "lengths.to(x.device)", "torch.full((len(x),), T)", "device_mixed"),
    ("ch2.lstm_cell", "x.new_zeros(", "x.cpu().new_zeros(", "device_mixed"),
    ("ch5.forecaster", "self.lstm(x)", f"self.lstm(x, {STATE})", "device_mixed"),
    ("ch5.forecaster", "self.head(out[:, -1])", "self.head(out[:, -1]) * self.one", "device_mixed"),
    ("ch5.forecaster", "out[:, -1]", "out.cpu()[:, -1]", "device_mixed"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "code"), REAL)
def test_real_exercises(course: Course, wall: Wall, name: str, right: str, wrong: str, code: str) -> None:
    """The model solution has no alarm, nor its gradients; with one mistake planted it has, also in torch's layers."""
    paper = set_paper(course[name], name, b"secret")
    desk = Desk({name: paper}, {name: digest_of(paper)}, {})
    solution = read_solution(course.solution_file(name), name).code
    solution = solution.replace("from torch import", "import torch; from torch import", 1)
    planted = solution.replace(right, wrong).replace(
        "self.horizon = horizon", "self.horizon = horizon; self.one = torch.ones(1)"
    )
    assert planted != solution
    fine, amiss = (
        grade_exercise(desk, wall, Submission("ann", {name: Handed("x.py", text.encode())}), name, STAND_IN)
        for text in (solution, planted)
    )
    assert fine.status is Status.passed and set(codes(fine)) <= {"", "otherwise", "NothingThere"}
    assert amiss.status is Status.wrong and code in codes(amiss)


def test_trainings_are_left_out(course: Course, wall: Wall) -> None:
    """Of an exercise that trains the pieces are put, and not the training."""
    name = "ch1.hello_rnn"
    paper = set_paper(course[name], name, b"secret")
    desk = Desk({name: paper}, {name: digest_of(paper)}, {})
    code = read_solution(course.solution_file(name), name).code.encode()
    made = grade_exercise(desk, wall, Submission("ann", {name: Handed("x.py", code)}), name, STAND_IN)
    goals = {question.name for question in paper.questions if question.target}
    assert goals == {case.case for case, found in zip(made.cases, codes(made), strict=True) if found == "training"}
    assert made.status is Status.passed


def test_a_survey(tiny: Exercise, wall: Wall) -> None:
    """Planted mistakes are counted by whether they are found; a right program that goes wrong there would be told."""
    code = "import torch\nfrom torch import Tensor\ndef double(x: Tensor) -> Tensor:\n    # BEGIN SOLUTION\n"
    code += "    two = torch.full_like(x, 2)\n    y = x * two\n    return y\n    # END SOLUTION\n"
    paper = replace(set_paper(tiny, NAME, b"secret"), model=code)
    told = survey(paper, {"plain": RIGHT[0].encode()}, wall)
    assert told.planted == told.found > 3 and told.legal > 0
    assert (told.alarms, told.unfound, told.cases, told.silent) == ({}, [], 4, 0)
