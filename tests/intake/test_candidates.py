"""What may count for an exercise: scripts and notebooks beside each other."""

import json

import pytest

from autograder.intake.candidates import Handed, listed
from autograder.intake.program import Wanted
from autograder.intake.submission import choose_files

WANTED = {"ch1.f": Wanted(frozenset({"f"})), "ch2.g": Wanted(frozenset({"g"}))}
STUB = "def f():\n    raise NotImplementedError"
ANSWER = "def f():\n    return 1"


def notebook(*sources: str) -> bytes:
    """A notebook of these code cells."""
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": s} for s in sources]}).encode()


def chosen(files: dict[str, str | bytes]) -> tuple[dict[str, Handed], list[str]]:
    """What counts of these files, and the notes."""
    contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return choose_files(files, WANTED, lambda path, limit: Handed(path, contents[path][:limit]))


PAIRS: list[tuple[dict[str, str | bytes], str]] = [
    ({"ch1/f.py": STUB, "ch1/ch1.ipynb": notebook(ANSWER)}, "ch1/ch1.ipynb"),
    ({"ch1/f.py": ANSWER, "ch1/ch1.ipynb": notebook(STUB)}, "ch1/f.py"),
    ({"ch1/f.py": ANSWER, "ch1/ch1.ipynb": notebook(ANSWER)}, "ch1/f.py"),
    ({"ch1/f.py": STUB, "ch1/ch1.ipynb": b"{"}, "ch1/ch1.ipynb"),
    ({"ch1/f.py": ANSWER, "ch1/ch1.ipynb": b"{"}, "ch1/f.py"),
    ({"ch1/f.py": STUB, "ch1/ch1.ipynb": notebook("def f(: return 1")}, "ch1/ch1.ipynb"),
    ({"ch1.ipynb": notebook(STUB), "ch1.ja.ipynb": notebook(ANSWER)}, "ch1.ja.ipynb"),
    ({"Copy of ch1.ipynb": notebook(ANSWER), "ch1.ipynb": notebook(ANSWER)}, "ch1.ipynb"),
    ({"ch1 (1).ipynb": notebook(ANSWER), "old/ch1.ipynb": notebook(ANSWER)}, "ch1 (1).ipynb"),
    ({"homework.ipynb": notebook(ANSWER)}, "homework.ipynb"),
    ({"Chapter_01.ipynb": notebook(ANSWER)}, "Chapter_01.ipynb"),
]


@pytest.mark.parametrize(("files", "path"), PAIRS, ids=[f"{'+'.join(files)}->{path}" for files, path in PAIRS])
def test_which_one_counts(files: dict[str, str | bytes], path: str) -> None:
    """The one that was worked on; of several the script, the least deep, the one that is no copy."""
    assert chosen(files)[0]["ch1.f"].path == path


def test_an_exercise_of_another_chapter_says_so() -> None:
    """By its line; the notebook's name does not hide it, and does not find it either."""
    files, _ = chosen({"ch1.ipynb": notebook(ANSWER, "# ch2.g\ndef g(): return 2")})
    assert set(files) == {"ch1.f", "ch2.g"}
    assert set(chosen({"ch1.ipynb": notebook(ANSWER, "def g(): return 2")})[0]) == {"ch1.f"}
    assert set(chosen({"ch1_ch2.ipynb": notebook(ANSWER, "def g(): return 2")})[0]) == {"ch1.f", "ch2.g"}


def test_a_notebook_that_cannot_be_read_is_no_zero() -> None:
    """The exercises of its chapter are ungraded."""
    files, _ = choose_files(["ch1.ipynb"], WANTED, lambda path, limit: Handed(path, b"", problem="no permission"))
    assert {name: handed.problem for name, handed in files.items()} == {"ch1.f": "no permission"}


def test_notes_name_the_cells() -> None:
    """Those of exercises that were worked on, and those that do not run."""
    _, notes = chosen({"ch1.ipynb": notebook("A = 1", "def f():\n    return A", "x = (")})
    assert notes[0] == "ch1.ipynb: syntax error in cell 3, line 1: x = ( ('(' was never closed)"
    assert notes[1].startswith("ch1.ipynb: ch1.f from cells 1 and 2 (")
    assert chosen({"ch1.ipynb": notebook(STUB)})[1] == []


def test_many_cells_are_not_named_one_by_one() -> None:
    """A sentence stays one."""
    assert listed([f"cell {n}" for n in range(1, 100)]) == "cells 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … and 99"
    assert listed(["cell 1"]) == "cell 1"
    assert listed([f"cell {n}" for n in range(1, 12)]).endswith("10 and 11")
