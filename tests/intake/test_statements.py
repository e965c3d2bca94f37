"""Cells to statements: what each binds, changes and needs."""

import pytest

from autograder.intake.notebook import Cell
from autograder.intake.statements import MAX_STATEMENTS, Statement, statements


def only(*sources: str) -> list[Statement]:
    """The statements of cells that all run."""
    found, unrun = statements([Cell(f"cell {number}", source) for number, source in enumerate(sources, 1)])
    assert not unrun
    return found


def why(*sources: str) -> list[str]:
    """Why cells do not run."""
    return [each.reason for each in statements([Cell(f"cell {n}", s) for n, s in enumerate(sources, 1)])[1]]


def test_text_place_and_line() -> None:
    """A statement begins with its first decorator; columns count characters of any width."""
    first, second, third = only("x = '全角'; y = 2\n\n@a\n@b\ndef f():\n    pass")
    assert (first.text, second.text, second.line) == ("x = '全角'", "y = 2", 1)
    assert (third.text, third.line, third.place) == ("@a\n@b\ndef f():\n    pass", 3, "cell 1")


def test_names() -> None:
    """Those used at once, those used when a function is called, those that are bound."""
    (one,) = only("def f(x: T = A) -> R:\n    y = g(x)\n    return [h(z) for z in y]")
    assert one.binds == {"f"} and one.needs == {"T", "A", "R"} and one.needs_later == {"g", "h"}


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x[0] = 1", {"x"}),
        ("x.a.b = 1", {"x"}),
        ("x.append(1)", {"x"}),
        ("train(x)", {"x"}),
        ("print(x)", set()),
        ("torch.manual_seed(0)", {"torch"}),
        ("sys.path.append(os.getcwd())", {"sys"}),
        ("torch.save(x, 'x.pt')", {"x"}),
        ("torch.nn.LSTM(3, 4)", set()),
        ("torch.nn.LSTM(3, 4)(y)", set()),
        ("torch.stack([torch.ones(3)])", set()),
        ("torch.backends.cudnn.benchmark = True", {"torch"}),
        ("reset()", {"count"}),
        ("y = reset()", {"count"}),
    ],
)
def test_what_is_changed(source: str, changed: set[str]) -> None:
    """Items and attributes that are set, methods called, globals of a function; of modules only settings."""
    before = "import torch, sys, os\nx = []\ndef reset():\n    global count\n    count = 0"
    assert only(before, source)[-1].changes == changed


@pytest.mark.parametrize(
    ("source", "stub"),
    [
        ("def f():\n    raise NotImplementedError('f')", True),
        ("def f():\n    x = 1\n    raise NotImplementedError", True),
        ("def f():\n    return 1\n    raise NotImplementedError", False),
        ("def f():\n    if x:\n        return 1\n    else:\n        return 2\n    raise NotImplementedError", False),
        ("def f():\n    if x:\n        raise NotImplementedError\n    return 1", False),
        ("class A:\n    def a(self):\n        return 1\n    def b(self):\n        raise NotImplementedError", True),
        ("x = 1", False),
    ],
)
def test_stubs(source: str, stub: bool) -> None:
    """What still ends by raising NotImplementedError, unless that is never reached."""
    assert only(source)[0].stub is stub


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = (", "syntax error in cell 1, line 1: x = ( ('(' was never closed)"),
        ("x = 1\nreturn x", "syntax error in cell 1, line 2: return x (it stands outside of a function)"),
        ("x = 1\ndef f(a, a): pass", "line 2: def f(a, a): pass (duplicate argument"),
        ("from __future__ import nothing", "there is no such feature"),
        ("%%bash\nls", "cell 1 starts with %%bash"),
        ("x = '\0'", "null bytes"),
        ("x = '\ud800'", "holds characters that are none"),
        ("x = " + "-" * 100_000 + "1", "cell 1 cannot be read"),
        ("a\n" * (MAX_STATEMENTS + 1), f"more than {MAX_STATEMENTS} statements"),
    ],
)
def test_cells_that_do_not_run(source: str, told: str) -> None:
    """Each is told with its place, and costs no other cell."""
    (reason,) = why(source)
    assert told in reason
    found, _ = statements([Cell("cell 1", source), Cell("cell 2", "y = 2")])
    assert [each.text for each in found] == ["y = 2"]


def test_what_never_runs_here_is_left_out() -> None:
    """A demonstration, a kernel's own await, a name without a value."""
    assert only('if __name__ == "__main__":\n    f()', "await f()", "async with a: pass", "x: int") == []


def test_an_exercise_begins_at_its_line() -> None:
    """The cell's id counts until then."""
    found, _ = statements([Cell("cell 1", "a = 1\n# ch2.b\nb = 2", "ch1.a")])
    assert [each.owner for each in found] == ["ch1.a", "ch2.b"]
