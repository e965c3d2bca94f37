"""The code of one exercise, cut out of a notebook."""

import ast
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.intake.notebook import Cell, code_cells
from autograder.intake.program import MAX_ROUNDS, Notebook, Program, Wanted

WANTED = {
    "ch1.f": Wanted(frozenset({"f"})),
    "ch1.g": Wanted(frozenset({"g"}), frozenset({"f"})),
    "ch1.h": Wanted(frozenset({"h"}), frozenset({"f"})),
}
STUB = "def f():\n    raise NotImplementedError"


def taken(*cells: str | Cell, exercise: str = "ch1.f") -> Program | None:
    """The program of an exercise."""
    made = [cell if isinstance(cell, Cell) else Cell(f"cell {n}", cell) for n, cell in enumerate(cells, 1)]
    return Notebook(made).program(exercise, WANTED)


def code(*cells: str | Cell, exercise: str = "ch1.f") -> list[str]:
    """Its statements, on one line each."""
    program = taken(*cells, exercise=exercise)
    assert program is not None
    return [ast.unparse(node).replace("\n    ", " ") for node in ast.parse(program.source).body]


def test_only_what_is_needed_in_order() -> None:
    """Scratch work stays out."""
    assert code("A = 1\nB = 2", "print(B)", "def f(): return A", "while True: pass") == ["A = 1", "def f(): return A"]


def test_the_last_definition_counts() -> None:
    """As a kernel has it."""
    assert code("def f(): return 1", "def f(): return 2") == ["def f(): return 2"]


def test_a_stub_hides_no_answer() -> None:
    """Above or below."""
    assert code(STUB, "def f(): return 1", STUB) == ["def f(): return 1"]


def test_a_helper_may_stand_below() -> None:
    """It is there when the function is called."""
    assert code("def f(): return helper()", "def helper(): return 1")[1] == "def helper(): return 1"


def test_what_a_helper_used_when_it_was_called_is_kept() -> None:
    """Although it has another value in the end."""
    cells = "A = 1", "def make(): return A", "X = make()", "A = 2", "def f(): return X"
    assert code(*cells) == ["A = 1", "def make(): return A", "X = make()", "A = 2", "def f(): return X"]


def test_a_global_set_by_a_function() -> None:
    """The call is part of the program."""
    cells = "def reset():\n    global A\n    A = 1", "reset()", "def f(): return A"
    assert "reset()" in code(*cells)


@pytest.mark.parametrize("scratch", ["sum = 0", "np = 3", "for sum in range(3): pass"])
def test_values_of_a_scratch_cell_hide_no_builtin_and_no_import(scratch: str) -> None:
    """They are no part of the answer."""
    own = Cell("cell 1", "import numpy as np\ndef f(): return sum(np.ones(3))", "ch1.f")
    assert len(code(own, scratch)) == 2


def test_what_is_given_elsewhere_earns_nothing() -> None:
    """Neither in a cell that says whose it is, nor where the exercise's own cell is gone."""
    given = Cell("cell 2", "def f(): return 1\ndef g(): return f()", "ch1.g")
    assert taken(given) is None
    assert code("def f(): return 2", given) == ["def f(): return 2"]


def test_what_is_given_belongs_to_its_exercise_alone() -> None:
    """An answer that calls the answer of another exercise does not get what a third one gives by that name."""
    cells = Cell("a", "def f(): return 1", "ch1.f"), Cell("b", "def g(): return f()", "ch1.g")
    third = Cell("c", "def f(x): return x\ndef h(): return f(2)", "ch1.h")
    assert code(*cells, third, exercise="ch1.g") == ["def f(): return 1", "def g(): return f()"]
    assert code(*cells, third, exercise="ch1.h") == ["def f(x): return x", "def h(): return f(2)"]


def test_a_copy_of_another_exercise_in_a_cell_that_says_nothing() -> None:
    """What was given with it is taken for its own."""
    copy = "def f(): return 2\ndef g(): return f()"
    assert code("def f(): return 1", copy) == ["def f(): return 1"]
    assert code("def f(): return 1", copy, exercise="ch1.g")[0] == "def f(): return 2"


def test_imports_of_another_cell_serve_its_functions() -> None:
    """Although the exercise's own cell imports the same, below."""
    cells = Cell("a", "from torch import Tensor\ndef g(x: Tensor): pass", "ch1.g")
    own = Cell("b", "from torch import Tensor\ndef f(x: Tensor): return g(x)", "ch1.f")
    both = "from torch import Tensor"
    assert code(cells, own) == [both, "def g(x: Tensor): pass", both, "def f(x: Tensor): return g(x)"]


def test_what_concerns_the_compiler_stands_first() -> None:
    """And is there for every exercise."""
    assert code("A = 1", "from __future__ import annotations", "def f(): return A")[0].startswith("from __future__")


def test_a_cell_that_does_not_run_is_the_reason() -> None:
    """Unless an older answer is left."""
    broken = taken(STUB, "def f(: return 1")
    assert broken is not None and "cell 2" in broken.unrun and broken.source == ""
    assert code("def f(): return 1", "def f(: return 2") == ["def f(): return 1"]


def test_places_of_lines() -> None:
    """Each line of a cell is found again."""
    cells = ["A = 1\n", "\n\nx = 3\ndef f():\n    return A\n"]
    program = taken(*cells)
    assert program is not None
    lines = program.source.split("\n")[:-1]
    assert len(lines) == len(program.places)
    for text, (cell, number) in zip(lines, program.places, strict=True):
        assert not cell or cells[int(cell[-1]) - 1].split("\n")[number - 1] == text


def test_a_long_chain_of_functions_ends() -> None:
    """Everything is taken where looking takes too long."""
    chain = [f"def f{n}(): return f{n + 1}()" for n in range(2 * MAX_ROUNDS)]
    assert len(code("\n".join(["def f(): return f0()", *chain]))) == 2 * MAX_ROUNDS + 1


PARTS = [
    "import math",
    "A = 2",
    "TABLE = {}",
    "TABLE['a'] = A",
    "def helper(x):\n    return x + A + len(TABLE)",
    "A = A + 1",
    "def f(x):\n    return helper(x) * A + math.floor(2.5)",
]
SCRATCH = [
    "print(f(1))",
    "y = [f(x) for x in range(3)]",
    "%time f(2)",
    "!ls",
    "f?",
    "assert False",
    "import os\nos.getcwd()",
]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_how_cells_are_cut_changes_nothing(data: st.DataObject) -> None:
    """Split between statements, with scratch cells between them, written again with outputs: the same statements."""
    whole = code("\n".join(PARTS))
    cells = [""]
    for part in PARTS:
        if data.draw(st.booleans()):
            cells += [*data.draw(st.lists(st.sampled_from(SCRATCH), max_size=2)), ""]
        cells[-1] += part + "\n"
    document = {
        "nbformat": 4,
        "cells": [
            {"cell_type": "code", "source": cell.splitlines(True), "outputs": [{"text": cell}]} for cell in cells
        ],
    }
    assert code(*code_cells(json.dumps(document).encode())) == whole


LINES = [
    *("def f():", "    return A", "    global A", "A = 1", "A.b = f", "f(A)", "class f: pass", "del f", "# ch1.f"),
    *("# ch1.g", "import A", "from A import *", "%x", "x = !ls", "return", "await f", "A: int", "(", "'''", "@f"),
    *("nonlocal A", "\\"),
]
CELLS = st.lists(st.builds("\n".join, st.lists(st.sampled_from(LINES), max_size=6)) | st.text(max_size=40), max_size=6)


@settings(deadline=None, max_examples=300)
@given(CELLS, st.sampled_from(["", "ch1.f", "ch9.x"]))
def test_any_cells_give_programs(cells: list[str], owner: str) -> None:
    """Nothing is raised, what is taken parses, and every line has a place."""
    notebook = Notebook([Cell(f"cell {n}", cell, owner) for n, cell in enumerate(cells, 1)])
    for exercise in WANTED:
        program = notebook.program(exercise, WANTED)
        if program is not None:
            ast.parse(program.source)
            assert program.unrun or program.source.count("\n") == len(program.places)
