"""IPython's syntax out of cells."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.intake.magics import NoPython, Patience, python

#: A cell, and the Python that is left of it.
CELLS = [
    ("%matplotlib inline\nx = 1", "pass\nx = 1"),
    ("!pip install torch\nx = 1", "pass\nx = 1"),
    ("!pip install \\\n    torch \\\n    numpy\nx = 1", "pass\n\n\nx = 1"),
    ("files = !ls\nx = 1", "files = None\nx = 1"),
    ("a, b = %timeit -o 1", "a, b = None"),
    ("torch.nn.LSTM?\n??x\nx??", "pass\npass\npass"),
    ("%time y = f(x)", "y = f(x)"),
    ("if x:\n    %time y = 1\n    !ls", "if x:\n    y = 1\n    pass"),
    ("%%time\nx = 1", "\nx = 1"),
    ("\n%%capture out\n%%time\nx = 1", "\n\n\nx = 1"),
    ("    x = 1\n    y = 2", "x = 1\ny = 2"),
    ("x = '''\n%time\n'''\ny = x % 3", "x = '''\n%time\n'''\ny = x % 3"),
    ("cd ..", ""),
    ("pip install torch", ""),
]


@pytest.mark.parametrize(("cell", "left"), CELLS)
def test_what_is_left(cell: str, left: str) -> None:
    """Python with as many lines, and nothing where the whole cell was one command."""
    assert python(cell, Patience())[0] == left


@pytest.mark.parametrize(
    "cell", ["%%bash\nls", "%%writefile a.py\nx = 1", "%%time\n%%html\n<p>", "%%", "%%timeit\nx = 1"]
)
def test_another_language(cell: str) -> None:
    """A cell magic that does not run the cell in the notebook's names."""
    with pytest.raises(NoPython, match="%%"):
        python(cell, Patience())


def test_patience_comes_to_an_end() -> None:
    """A notebook is not parsed again and again for ever."""
    patience = Patience(characters=100)
    with pytest.raises(SyntaxError):
        python("%x\n" * 40, patience)
    assert patience.characters < 0


LINES = ["%x", "!a \\", "x?", "if x:", "    %time y = 1", "y = 1", "%%time", "f(", ")", "'''", ""]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(["%x", "!a \\", "x?", "if x:", "    %time y = 1", "y = 1", "%%time", "f(", ")", "'''", ""])
    )
)
def test_lines_stay_where_they_are(lines: list[str]) -> None:
    """Whatever a cell holds, it is Python of as many lines, in another language, or a syntax error."""
    cell = "\n".join(lines)
    try:
        source, tree = python(cell, Patience())
    except (NoPython, SyntaxError):
        return
    assert source == "" or source.count("\n") == cell.count("\n")
    assert ast.dump(ast.parse(source)) == ast.dump(tree)
