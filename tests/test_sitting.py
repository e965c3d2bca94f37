"""All files of a submission sit together first; what is not settled there sits alone, and only that counts."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from autograder.authoring.solution import read_solution
from autograder.authoring.variants import rewrites
from autograder.course import Course
from autograder.grading import Desk, Grade, grade_exercises
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.verdict import Status
from autograder.paper import Paper, digest_of
from autograder.questions import set_paper
from autograder.sandbox.limits import Limits, Run
from autograder.sandbox.wall import Wall
from autograder.sitting import Sitting

NAMES = ("ch1.rnn_cell", "ch2.lstm_cell", "ch2.encode_last")
USUAL = ("ch1.rnn_cell", "ch2.lstm_cell")


class Counted:
    """A wall that counts the processes it is asked for."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self.runs = 0

    def run(self, inputs: Sequence[bytes], limits: Limits) -> Run:
        """Pass on."""
        self.runs += 1
        return self._wall.run(inputs, limits)


@pytest.fixture(scope="module")
def desk(course: Course) -> Desk:
    """Three papers, one of which allows what the others forbid."""
    papers = {name: set_paper(course[name], name, b"a secret of these tests") for name in NAMES}
    return Desk(papers, {name: digest_of(paper) for name, paper in papers.items()}, {})


@pytest.fixture(scope="module")
def right(course: Course) -> dict[str, str]:
    """The model solutions."""
    return {name: read_solution(course.solution_file(name), name).code for name in NAMES}


def grade(desk: Desk, wall: Wall, files: dict[str, str]) -> tuple[dict[str, Grade], int]:
    """The grades of these files, and how many processes they took."""
    counted = Counted(wall)
    submission = Submission("ann", {name: Handed("x.py", text.encode()) for name, text in files.items()})
    grades = {made.exercise: made for made in grade_exercises(desk, counted, submission, tuple(files), "cpu")}
    return grades, counted.runs


def statuses(grades: dict[str, Grade]) -> list[str]:
    """The status of each exercise."""
    return [grades[name].status.value for name in NAMES if name in grades]


def usual(right: dict[str, str], **changed: str) -> dict[str, str]:
    """Two right files, but for what was changed, by the name of the entry point."""
    return {name: changed.get(name.partition(".")[2], right[name]) for name in USUAL}


def test_a_right_submission_needs_one_process(desk: Desk, wall: Wall, right: dict[str, str]) -> None:
    """Two right files, one process, full points."""
    grades, runs = grade(desk, wall, usual(right))
    assert (statuses(grades), runs) == (["passed", "passed"], 1)


def test_known_mistakes_and_stubs_are_settled_as_well(desk: Desk, wall: Wall, right: dict[str, str]) -> None:
    """What is a known mistake's answer, or not started, needs no second look."""
    stub = "def rnn_cell(*args, **kwargs):\n    raise NotImplementedError\n"
    swapped = right["ch2.lstm_cell"].replace("i, f, g, o = a", "i, f, o, g = a")
    grades, runs = grade(desk, wall, usual(right, rnn_cell=stub, lstm_cell=swapped))
    assert (statuses(grades), runs) == (["not started", "wrong"], 1)
    assert grades["ch2.lstm_cell"].mistake == "blocks_read_as_i_f_o_g"


def test_what_is_open_sits_alone(desk: Desk, wall: Wall, right: dict[str, str]) -> None:
    """A wrong file without a name for its mistake takes one process more, and costs the other nothing."""
    sine = right["ch2.lstm_cell"].replace("torch.tanh(c_new)", "torch.sin(c_new)")
    grades, runs = grade(desk, wall, usual(right, lstm_cell=sine))
    assert statuses(grades) == ["passed", "wrong"]
    assert runs > 1


def test_what_only_one_exercise_allows_is_used_alone(desk: Desk, wall: Wall, right: dict[str, str]) -> None:
    """A file that needs torch's own modules gets them in a process of its own."""
    grades, runs = grade(desk, wall, right)
    assert (statuses(grades), runs) == (["passed"] * 3, 2)


@pytest.mark.parametrize(
    "spoiling",
    [
        "import torch\ntorch.tanh = torch.sigmoid = None\n",
        "import torch\ntorch.set_default_dtype(torch.float64)\ntorch.Tensor.chunk = lambda *a, **k: ()\n",
        "import os\nos._exit(0)\n",
        "import sys\nsys.modules.clear()\n",
    ],
)
def test_one_file_cannot_spoil_another(desk: Desk, wall: Wall, right: dict[str, str], spoiling: str) -> None:
    """Whatever the first file does to torch or to the process, the others get their points."""
    grades, _ = grade(desk, wall, {**right, "ch1.rnn_cell": spoiling + right["ch1.rnn_cell"]})
    assert statuses(grades)[1:] == ["passed", "passed"]


def test_a_file_that_does_not_end_cannot_spoil_another(
    desk: Desk, wall: Wall, right: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stopped, here after two seconds of loading instead of ten, and the others get their points."""
    monkeypatch.setattr("autograder.paper.LOADING_SECONDS", 2)
    papers = {name: replace(paper, _whole={}) for name, paper in desk.papers.items()}
    files = {**right, "ch1.rnn_cell": "while True:\n    pass\n" + right["ch1.rnn_cell"]}
    grades, _ = grade(replace(desk, papers=papers), wall, files)
    assert statuses(grades) == ["timed out", "passed", "passed"]


def test_one_file_cannot_lend_another_what_that_may_not_use(desk: Desk, wall: Wall, right: dict[str, str]) -> None:
    """A file whose exercise allows nn.LSTMCell leaves it where the next one finds it: forbidden all the same."""
    borrowing = (
        "import builtins\ndef lstm_cell(x, state, *weights):\n    return builtins.lent.lstm_cell(x, state, *weights)\n"
    )
    lending = "import builtins, torch\nbuiltins.lent = torch\n"
    files = {"ch1.rnn_cell": lending + right["ch1.rnn_cell"], "ch2.lstm_cell": borrowing}
    grades, _ = grade(desk, wall, {**files, "ch2.encode_last": lending + right["ch2.encode_last"]})
    assert grades["ch2.lstm_cell"].points == 0
    assert grades["ch2.lstm_cell"].status in (Status.forbidden, Status.error)
    assert statuses(grades)[0] == statuses(grades)[2] == "passed"


def test_answers_in_the_name_of_another_exercise_earn_nothing(desk: Desk, wall: Wall, right: dict[str, str]) -> None:
    """A file that writes the next exercise's head itself only brings about that both sit alone."""
    forging = (
        "import os, struct\n"
        'head = b\'{"exercise":"ch2.lstm_cell"}\'\n'
        "for fd in range(3, 16):\n"
        "    try:\n"
        "        os.write(fd, struct.pack('<QQ', len(head), 0) + head)\n"
        "    except OSError:\n"
        "        pass\n"
    )
    grades, runs = grade(desk, wall, {**right, "ch1.rnn_cell": forging + right["ch1.rnn_cell"]})
    assert statuses(grades)[1:] == ["passed", "passed"]
    assert runs > 1


@pytest.mark.parametrize("style", ["func_vjp", "func_jacrev", "vmap_of_grad"])
def test_torch_func_can_be_used_where_names_are_forbidden(course: Course, style: str) -> None:
    """What torch.func imports when it first differentiates is there before names are forbidden."""
    name = "ch1.grad_norms"
    paper = set_paper(course[name], name, b"a secret for torch.func")
    desk = Desk({name: paper}, {name: digest_of(paper)}, {})
    submission = Submission("ann", {name: Handed("grad_norms.py", rewrites(course, name)[style])})
    with Wall(desk.worker) as wall:
        (grade,) = grade_exercises(desk, wall, submission, (name,), "cpu")
    assert (grade.status, grade.points) == (Status.passed, paper.points)


ROUNDED = """
import torch
def double(x):
    return x * (2.0004 if x.dtype == torch.float32 else {exact})
"""


@pytest.mark.parametrize(("exact", "passes"), [("2", True), ("2.0004", False)])
def test_a_borderline_answer_is_judged_again_in_float64(paper: Paper, wall: Wall, exact: str, passes: bool) -> None:
    """A float32 answer that is a little beyond the tolerance passes if the same code is right in float64."""
    source = ROUNDED.format(exact=exact).encode()
    verdicts, _ = Sitting(wall, paper, source, "cpu").verdicts()
    found = {q.name: v for q, v in zip(paper.questions, verdicts, strict=True)}
    single = found["its_argument"]
    assert (single.status is Status.passed) is passes
    assert single.finding is not None and (single.finding.code == "borderline") is passes


@pytest.mark.parametrize("where", ["    ", ""])
@pytest.mark.parametrize("kind", ["drive.NothingThere", "stand_in.Unavailable"])
def test_a_file_cannot_say_that_its_case_cannot_be_told(paper: Paper, wall: Wall, kind: str, where: str) -> None:
    """Only of the stand-in can nothing be told: elsewhere the worker's own exceptions are no way out of a zero."""
    source = f"from autograder.worker import drive, stand_in\ndef double(x):\n    raise {kind}\n"
    if not where:
        source = f"from autograder.worker import drive, stand_in\nraise {kind}\n"
    verdicts, _ = Sitting(wall, paper, source.encode(), "cpu").verdicts()
    assert {verdict.status for verdict in verdicts} == {Status.error}


def test_crashes_that_take_long_are_not_tried_for_ever(desk: Desk, wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each crash costs a process more; when all of them took too long together, the cases that are left are skipped."""
    exits = "import os\n\ndef rnn_cell(*args, **kwargs):\n    os._exit(1)\n"
    grades, runs = grade(desk, wall, {"ch1.rnn_cell": exits})
    assert {case.status for case in grades["ch1.rnn_cell"].cases} == {Status.error} and runs > 5
    monkeypatch.setattr("autograder.sitting.LONGEST", 0)
    grades, runs = grade(desk, wall, {"ch1.rnn_cell": exits})
    cases = [case.status for case in grades["ch1.rnn_cell"].cases]
    assert cases.count(Status.error) == 1 and cases.count(Status.timed_out) == len(cases) - 1 and runs == 1
