"""Findings quote the line of the student's file that they name."""

from typing import Any

import numpy as np
import pytest

from autograder.judge.answer import Answer, Leaf, Raised
from autograder.judge.messages import LANGUAGES, Finding, sentence
from autograder.judge.question import Kept, Question
from autograder.judge.quoting import with_source
from autograder.judge.verdict import PASSED, Status, Verdict, decide, loading_failed

EXPECTED = Answer(Leaf("tensor", np.ones(3), "float64", "cpu"), None)
QUESTION = Question("case", "says", 1, True, 1e-6, EXPECTED, {}, "f()", (Kept(1, ()),), "")


def raised(line: int | None) -> Raised:
    """An exception of the student's own code."""
    return Raised("ValueError", "message", line, False)


FILE = "import torch\n\ndef f(x):\n    return x.nö + " + "1" * 200 + "\n"
QUOTED = [
    (3, ": def f(x):"),
    (4, ": return x.nö + " + "1" * 86),
    (1, ": import torch"),
    (0, ""),
    (5, ""),
    (1 << 30, ""),
    (None, ""),
]


@pytest.mark.parametrize(("line", "quoted"), QUOTED)
@pytest.mark.parametrize("verdict", [decide, loading_failed])
def test_the_line_that_raised_is_quoted(verdict: Any, line: int | None, quoted: str) -> None:
    """The line is quoted without its indentation, in part where it is long, and not at all where there is none."""
    mine = raised(line)
    before = loading_failed(mine) if verdict is loading_failed else decide(QUESTION, Answer(None, mine))
    after = with_source(before, FILE.encode())
    assert before.finding is not None and before.finding.facts["source"] == ""
    assert after == Verdict(before.status, Finding(before.finding.code, {**before.finding.facts, "source": quoted}))
    assert len(quoted) <= 102
    if after.finding is not None and after.finding.code != "raised_outside":
        assert all(quoted in sentence(after.finding, language, False) for language in LANGUAGES)


@pytest.mark.parametrize("source", [b"", b"\xff\xfe\n\xff", b"\n" * 9])
def test_files_that_cannot_be_quoted(source: bytes) -> None:
    """Bytes that are no text, and lines that are not there, change nothing else."""
    before = decide(QUESTION, Answer(None, raised(2)))
    after = with_source(before, source)
    assert after.status is Status.error and after.finding is not None and after.finding.code == "raised"


@pytest.mark.parametrize(
    "source", [b"a = '\x0c'\nb = 2\nraise ValueError\n", "a = '\u2028'\r\nb = 2\r\nraise ValueError\n".encode()]
)
def test_lines_are_counted_as_python_counts_them(source: bytes) -> None:
    """Form feeds and the line separators of Unicode end no line of Python."""
    verdict = with_source(loading_failed(raised(3)), source)
    assert verdict.finding is not None and verdict.finding.facts["source"] == ": raise ValueError"


@pytest.mark.parametrize("verdict", [PASSED, Verdict(Status.wrong, Finding("text", {"where": "y"}))])
def test_verdicts_that_name_no_line(verdict: Verdict) -> None:
    """Other verdicts stay as they are."""
    assert with_source(verdict, FILE.encode()) is verdict
