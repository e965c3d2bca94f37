"""What was answered to a paper, judged: verdicts on a device, and the mistakes behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from autograder.endings import ended
from autograder.judge.answer import Answer
from autograder.judge.diagnose import Seen, diagnose, exactly
from autograder.judge.expected import as_asked
from autograder.judge.question import Question
from autograder.judge.verdict import Status, Verdict, decide
from autograder.paper import Paper
from autograder.sandbox.limits import Sandbox
from autograder.slipped import one_slip, two_slips
from autograder.worker.accelerator import STAND_IN

#: The verdict on each case, and the known mistakes that were made.
Result = tuple[list[Verdict], tuple[str, ...]]


def whose(wall: Sandbox, paper: Paper, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The known mistakes that a program makes, by what was seen of its answers: the surest explanation first."""
    cases = list(seen.values())
    return exactly(cases) or one_slip(wall, paper, seen) or diagnose(cases) or two_slips(wall, paper, seen)


def seen_of(paper: Paper, answers: Mapping[str, Answer]) -> dict[str, Seen]:
    """What diagnosis needs of the answers, by case. What a training returns is nobody's alone."""
    compared = (question for question in paper.questions if question.target is None)
    return {question.name: question.seen(answers[question.asked]) for question in compared if question.asked in answers}


def _asked(paper: Paper, question: Question, device: str) -> Question:
    """The question as it is put on `device`."""
    if device == "cpu":
        return question
    return replace(question, expected=as_asked(question.expected, paper.dtypes[question.name], device))


def in_double(paper: Paper, question: Question, device: str) -> Question:
    """The question of a float32 case as it is put in float64."""
    expected = as_asked(question.expected, "float64", device, was="float32")
    return replace(question, expected=expected, tolerance=paper.exactness)


def judged(paper: Paper, question: Question, answer: Answer, device: str) -> Verdict:
    """The verdict on an answer that was given on `device`."""
    return on_device(device, decide(_asked(paper, question, device), answer))


def on_device(device: str, verdict: Verdict) -> Verdict:
    """The verdict as it may be on this device. Only on the stand-in may it be that nothing can be told: elsewhere the
    file itself said so, to have a zero not counted."""
    if device == STAND_IN or verdict.status is not Status.not_run:
        return verdict
    return ended("it raised an exception of the grader's own")
