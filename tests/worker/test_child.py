"""One child behind the wall: a file, a job, one record a case."""

import json
from collections.abc import Callable

import pytest

from autograder.course import Course
from autograder.judge.records import Answers, read_answers
from autograder.judge.verdict import Status, decide
from autograder.paper import Paper
from autograder.questions import set_paper
from autograder.sandbox.limits import Limits
from autograder.sandbox.wall import Wall
from autograder.worker.wire import unpack

Serving = Callable[[str], Answers]


@pytest.fixture
def serve(paper: Paper, wall: Wall) -> Serving:
    """What one child answers to all cases of ch1.double."""

    def one(source: str) -> Answers:
        job = paper.job("cpu", tuple(question.name for question in paper.questions))
        return read_answers(wall.run([job, source.encode()], Limits(cpu_seconds=10)).output)

    return one


def test_every_case_is_answered(serve: Serving, paper: Paper) -> None:
    """A right file answers all cases rightly, in float32 where that is asked."""
    answers = serve("def double(x):\n    return x + x\n")
    assert answers.loaded and answers.loading is None
    assert [decide(q, answers.by_case[q.name]).status for q in paper.questions] == [Status.passed] * 4
    returned = answers.by_case["its_argument"].returned
    assert returned is not None and "float32" in str(returned)


@pytest.mark.parametrize(
    ("source", "type_", "line"),
    [
        ("def double(x):\n    return x +\n", "SyntaxError", 2),
        ("\nimport nothing_of_this_name", "ModuleNotFoundError", 2),
        ("raise SystemExit", "SystemExit", 1),
        ("open('/etc/passwd')", "OSError", 1),
    ],
)
def test_a_file_that_does_not_load(serve: Serving, source: str, type_: str, line: int) -> None:
    """Nothing is answered; what was raised comes back with its line."""
    answers = serve(source)
    assert not answers.loaded and answers.by_case == {} and answers.loading is not None
    assert answers.loading.line == line
    assert answers.loading.type == type_ or type_ == "OSError"


@pytest.mark.parametrize("end", ["os._exit(0)", "os.abort()", "ctypes.string_at(1)"])
def test_an_early_end_leaves_the_earlier_answers(serve: Serving, end: str) -> None:
    """Each answer is written when it is there: a process that ends in the second case has answered the first."""
    answers = serve(f"import ctypes, os\ndef double(x):\n    if x.dim() == 2:\n        {end}\n    return x * 2\n")
    assert answers.loaded and list(answers.by_case) == ["a_vector"]


def test_a_job_holds_only_what_its_cases_need(paper: Paper) -> None:
    """Arrays of other cases, expected values and anything of the judge stay at home."""
    document, body, rest = unpack(paper.job("cpu", ("a_matrix",)))
    job = json.loads(document)
    assert rest == b"" and [case["name"] for case in job["cases"]] == ["a_matrix"]
    assert set(job) == {"exercise", "name", "forbidden", "loading_seconds", "device", "cases"}
    assert body.count(b"data_offsets") == 1


WAYS_ROUND = [
    "from torch.nn import *\ncell = LSTMCell(4, 5)",
    "import torch\nt = torch\ncell = getattr(t.nn, 'LSTM' + 'Cell')(4, 5)",
    "from torch.nn.modules.rnn import LSTMCell\ncell = LSTMCell(4, 5)",
    "import torch\nclass Own(getattr(torch.nn, 'LSTMCell')): pass\ncell = Own(4, 5)",
]


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_forbidden_names_reached_another_way(way: str, course: Course, wall: Wall) -> None:
    """What the syntax tree does not show is found when the code uses it, under whatever name."""
    paper = set_paper(course["ch2.lstm_cell"], "ch2.lstm_cell", b"secret", public_only=True)
    body = "\ndef lstm_cell(x, state, *w):\n    return cell.to(x.dtype)(x[:, :1].expand(-1, 4))\n"
    job = paper.job("cpu", (paper.questions[0].name,))
    answers = read_answers(wall.run([job, (way + body).encode()], Limits(cpu_seconds=10)).output)
    raised = answers.loading or answers.by_case[paper.questions[0].name].raised
    assert raised is not None and raised.type == "Forbidden" and "torch" in raised.message
