"""Oracle, driver and judge on a CUDA device (`make test-cuda`); reported as not run where there is none."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from autograder.course import Course
from autograder.judge.answer import read_document
from autograder.judge.expected import as_asked
from autograder.judge.verdict import Status, decide
from autograder.questions import set_paper
from autograder.worker.drive import drive
from autograder.worker.load import load

ROOT = Path(__file__).parent.parent
NAMES = Course.find(ROOT).names
SECRET = b"a secret for the tests on CUDA"

pytestmark = [
    pytest.mark.cuda,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="not run: there is no CUDA device on this machine"),
]


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_passes_every_case_on_cuda(course: Course, name: str) -> None:
    """Every case of the model solution, put on the device, equals the float64 oracle of the CPU."""
    exercise = course[name]
    paper = set_paper(exercise, name, SECRET)
    names = load(course.solution_file(name).read_bytes(), name.partition(".")[2], ())
    failed = {}
    answers = {
        asked: read_document(*drive(names, probe, paper.arrays, "cuda", paper.dtypes[asked]))
        for asked, probe in paper.probes.items()
    }
    for question in paper.questions:
        asked = replace(question, expected=as_asked(question.expected, paper.dtypes[question.asked], "cuda"))
        verdict = decide(asked, answers[question.asked])
        if verdict.status is not Status.passed:
            failed[question.name] = verdict.finding
    assert failed == {}


def test_float32_on_cuda_does_not_use_tf32() -> None:
    """The driver pins TF32 off, which alone would make right answers differ."""
    drive({"f": torch.tanh}, _probe(), {}, "cuda", "float32")
    assert not torch.backends.cuda.matmul.allow_tf32
    assert not torch.backends.cudnn.allow_tf32


def _probe() -> dict[str, object]:
    x = {"tensor": [0.5], "dtype": "float64", "shape": [1], "label": "x"}
    step: dict[str, object] = {"target": "f", "args": [x], "kwargs": {"dict": []}, "parameters": None, "keep": True}
    return {"steps": [step], "gradients": False, "cotangents": {}, "no_grad": False, "watch": ""}
