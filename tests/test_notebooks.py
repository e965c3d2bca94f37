"""Notebooks as students and tools mangle them: tests/notebooks is graded by the command, and every verdict is fair."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from graded import JOBS, ROOT, SECRET, Run, command, differences, expectations, expected_marks, run

from autograder.course import Course

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

NOTEBOOKS = Path(__file__).parent / "notebooks"


@pytest.fixture(scope="module")
def exercises() -> tuple[str, ...]:
    """The names of all exercises."""
    return Course.find(ROOT).select()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All notebooks, graded once."""
    place = tmp_path_factory.mktemp("notebooks")
    (place / "secret").write_text(SECRET, encoding="ascii")
    words = command("grade", NOTEBOOKS, "--to", place / "out", "--jobs", str(JOBS), "--seed-file", place / "secret")
    return run(words, place / "out")


def test_every_mark_is_the_right_one(graded: Run, exercises: tuple[str, ...]) -> None:
    """Status, points and diagnosed mistake of every student's every exercise."""
    assert graded.done.returncode == 0, graded.done.stdout + graded.done.stderr
    assert not graded.done.stderr
    lines = differences(graded, expected_marks(NOTEBOOKS, exercises))
    assert not lines, "\n".join(lines)


def test_the_notebooks_are_many_and_described() -> None:
    """At least 40 students, every one described in a sentence."""
    told = expectations(NOTEBOOKS)
    assert len(told) >= 40
    assert all(one["about"].endswith(".") for one in told.values())


def test_feedback_says_where_answers_were_taken_from(graded: Run) -> None:
    """The cells of each exercise, the cells that do not run and why, and the cell of a line."""
    assert "ch1.rnn_cell from cells" in plain(graded.feedback("bela"))
    assert "syntax error in cell" in plain(graded.feedback("rosa"))
    assert "starts with %%writefile" in plain(graded.feedback("quirin"))
    assert re.search(r"line 3\d of cell \d+: scores = q @ k.transpos", plain(graded.feedback("olena")))


def plain(markdown: str) -> str:
    """Feedback without the backslashes that keep it from being Markdown."""
    return markdown.replace("\\", "")


def test_a_notebook_with_huge_outputs_counts(tmp_path: Path, exercises: tuple[str, ...]) -> None:
    """50 MB of pictures in the outputs change nothing."""
    notebook = json.loads((NOTEBOOKS / "fien" / "ch2.ipynb").read_text(encoding="utf-8-sig"))
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 5_000_000}}
    notebook["cells"][0]["outputs"] = [picture] * 10
    (tmp_path / "class" / "huge").mkdir(parents=True)
    (tmp_path / "class" / "huge" / "ch2.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    shutil.copy(NOTEBOOKS / "fien" / "expected.toml", tmp_path / "class" / "huge")
    (tmp_path / "secret").write_text(SECRET, encoding="ascii")
    words = command("grade", tmp_path / "class", "--to", tmp_path / "out", "--chapter", "ch2")
    given = run([*words, "--seed-file", str(tmp_path / "secret")], tmp_path / "out")
    chapter = tuple(name for name in exercises if name.startswith("ch2."))
    lines = differences(given, expected_marks(tmp_path / "class", chapter))
    assert not lines, "\n".join(lines)
