"""Forbidden names are found in the syntax tree, under every alias, and nowhere else."""

import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.exercise import NO_ATTENTION, NO_RNN
from autograder.judge.rules import MAX_SOURCE_BYTES, Unreadable, forbidden_names, parse

FORBIDDEN = NO_RNN + NO_ATTENTION

USED = [
    ("import torch\ntorch.nn.LSTM(1, 2)", "torch.nn.LSTM", 2),
    ("import torch.nn\nx = torch.nn.GRU", "torch.nn.GRU", 2),
    ("import torch.nn as nn\n\nnn.LSTMCell(1, 2)", "torch.nn.LSTMCell", 3),
    ("from torch import nn as layers\nlayers.RNN(1, 2)", "torch.nn.RNN", 2),
    ("from torch.nn import LSTM", "torch.nn.LSTM", 1),
    ("from torch.nn import LSTM as Honest", "torch.nn.LSTM", 1),
    ("from torch import lstm_cell", "torch.lstm_cell", 1),
    ("import torch as t\nclass A(t.nn.GRUCell):\n    pass", "torch.nn.GRUCell", 2),
    ("import torch as t\nf = lambda: t._VF.lstm", "torch._VF.lstm", 2),
    ("def f():\n    import torch.nn.functional as F\n    return F.scaled_dot_product_attention",
     "torch.nn.functional.scaled_dot_product_attention", 3),
    ("from torch.nn.functional import multi_head_attention_forward as f",
     "torch.nn.functional.multi_head_attention_forward", 1),
    ("from torch.nn.modules.rnn import LSTM", "torch.nn.modules.rnn.LSTM", 1),
    ("from torch.nn.modules.activation import MultiheadAttention as M",
     "torch.nn.modules.activation.MultiheadAttention", 1),
    ("import torch._C as c", "torch._C", 1),
    ("import torch._C._nn", "torch._C._nn", 1),
    ("from torch import _C as c", "torch._C", 1),
    ("from torch.ops import aten", "torch.ops.aten", 1),
    ("import mine\nif mine.x:\n    import torch._VF", "torch._VF", 3),
    ("if __name__ == '__main__':\n    pass\nelse:\n    import torch._VF", "torch._VF", 4),
    ("if __name__ != '__main__':\n    import torch._VF", "torch._VF", 2),
    ("def f():\n    if __name__ == '__main__':\n        import torch._VF", "torch._VF", 3),
    ("import torch as t\nx = getattr(t.nn, 'LSTM', None)", "torch.nn.LSTM", 2),
    ("import importlib as i\nx = i.import_module('torch.nn.modules.rnn')", "torch.nn.modules.rnn", 2),
    ("x = __import__('torch._VF')", "torch._VF", 1),
    ("import torch\nx = torch._refs.softmax", "torch._refs.softmax", 2),
    ("import torch\nx = torch._decomp.decomposition_table", "torch._decomp.decomposition_table", 2),
    ("from torch.ao.nn.quantizable import LSTM", "torch.ao.nn.quantizable.LSTM", 1),
]  # fmt: skip


@pytest.mark.parametrize(("source", "name", "line"), USED)
def test_names_that_are_used(source: str, name: str, line: int) -> None:
    """Each use is found with its full name and its line, before the names inside it that are forbidden, too."""
    (first, *inner) = forbidden_names(parse(source.encode()), FORBIDDEN)[::-1]
    assert first == (name, line) and all(name.startswith(f"{other}.") and at == line for other, at in inner)


HONEST = [
    "# torch.nn.LSTM is not allowed\n",
    "def f():\n    '''Like torch.nn.LSTM.'''\n    return 'torch.nn.LSTM'",
    "class A:\n    def __init__(self):\n        self.lstm = 1\n        self.nn.LSTM = 2",
    "class LSTM:\n    pass\nx = LSTM()",
    "import mine\nmine.nn.LSTM",
    "import torch\ngetattr(mine, 'nn'), getattr(torch, name), getattr(x.torch, 'lstm'), f('torch.lstm'), getattr()",
    "from .torch.nn import LSTM",
    "from . import lstm",
    "import torch\ntorch.nn.Linear(1, 2).LSTM",
    "import torch\nx = {'LSTM': torch.nn.Linear}",
    "import torch\n(torch.nn).Linear(1, 2)\nf()[0].LSTM",
    "import torch\ntorch.nn.LSTMs, torch.operations, torch._CUDA, torch.nn.modules.rnnx",
    "import torch.nn.modules.linear",
    "if __name__ == '__main__':\n    import torch\n    torch.nn.LSTM(1, 2)",
    "import torch\nif '__main__' == __name__:\n    torch.nn.LSTM(1, 2)",
    'import torch\nif (__name__ == "__main__"):\n    for i in range(3):\n        torch._C.x',
]


@pytest.mark.parametrize("source", HONEST)
def test_honest_files(source: str) -> None:
    """Comments, strings, attributes of one's own and names of other modules are free."""
    assert forbidden_names(parse(source.encode()), FORBIDDEN) == []


@pytest.mark.parametrize("private", ["torch._C", "torch._VF", "torch.ops"])
@pytest.mark.parametrize("forbidden", [NO_RNN, NO_ATTENTION])
def test_private_parts_of_torch_are_forbidden_as_a_whole(forbidden: tuple[str, ...], private: str) -> None:
    """What is forbidden by its public name can be had there under another one: any name below counts."""
    source = f"import torch\nf = {private}._anything.lstm\n"
    assert (f"{private}._anything.lstm", 2) in forbidden_names(parse(source.encode()), forbidden)


@pytest.mark.parametrize("source", [use for use, _, _ in USED])
def test_nothing_is_forbidden(source: str) -> None:
    """An exercise that forbids nothing finds nothing."""
    assert forbidden_names(parse(source.encode()), ()) == []


def test_imports_of_a_program_name_nothing_elsewhere() -> None:
    """What is imported only when the file is a program is no alias in the rest of it."""
    source = b"import mine as nn\nf = nn.LSTM\nif __name__ == '__main__':\n    import torch.nn as nn\n"
    assert forbidden_names(parse(source), FORBIDDEN) == []


def test_uses_in_order() -> None:
    """Several uses come in the order of their lines, each once."""
    source = b"import torch\nx = torch.nn.GRU, torch.nn.GRU\nfrom torch.nn import LSTM\n"
    assert forbidden_names(parse(source), FORBIDDEN) == [("torch.nn.GRU", 2), ("torch.nn.LSTM", 3)]


BROKEN = [
    (b"def f(:\n", "syntax error at line 1"),
    (b"x = 1\ny = (\n", "syntax error at line 2"),
    (b"x\x00", "null"),
    (b"\xff\xfe", "syntax error"),
    (b"# coding: klingon\nx", "syntax error"),
    (b"# coding: utf-16\nx", "syntax error"),
    (b"# coding: rot13\nx", "syntax error"),
    (b" " * (MAX_SOURCE_BYTES + 1), "larger than 256 KiB"),
    (b"-" * 100_000 + b"1", "nested too deeply"),
    (b"a" + b".a" * 60_000, "recursion"),
    (b"(" * 5000 + b")" * 5000, "parentheses"),
    (b"lambda: " * 20_000 + b"1", "nested too deeply"),
]


@pytest.mark.parametrize(("source", "reason"), BROKEN, ids=range(len(BROKEN)))
def test_files_that_do_not_parse(source: bytes, reason: str) -> None:
    """Syntax errors, odd encodings and files made to break a parser are unreadable, with the reason."""
    with pytest.raises(Unreadable, match=reason):
        parse(source)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60) | st.text(alphabet="()[]{}:=\n \tif'\"\\#.,ax1é", max_size=60).map(str.encode))
@example(b"\\")
def test_any_bytes(source: bytes) -> None:
    """Any file is a tree or unreadable."""
    try:
        forbidden_names(parse(source), FORBIDDEN)
    except Unreadable as reason:
        assert str(reason)


def test_no_warnings_about_a_students_file() -> None:
    """What Python would warn the student about is not shown to whoever grades."""
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        parse(b"x = '\\d'\ny = x is 3\n")
    assert shown == []


def test_long_chains_are_no_names() -> None:
    """A chain of attributes longer than any name is passed over, and what lies at its root is found all the same."""
    chain = "import torch\ntorch.nn.LSTM" + ".a" * 50
    found = forbidden_names(parse(chain.encode()), FORBIDDEN)
    assert found[0] == ("torch.nn.LSTM", 2) and max(name.count(".") for name, _ in found) <= 9


@pytest.mark.parametrize("test", ["x" + ".a" * 500, "-" * 500 + "x", "not " * 500 + "x"])
def test_conditions_that_are_nested_deeply(test: str) -> None:
    """A condition that parses is looked at, however deep it is: it is no fault of ours."""
    source = f"import torch\nif {test}:\n    torch.nn.LSTM\n"
    assert forbidden_names(parse(source.encode()), FORBIDDEN) == [("torch.nn.LSTM", 3)]


@pytest.mark.parametrize("spoil", ["__name__ = '__main__'", "__name__: str = '__main__'", "import m as __name__"])
def test_a_file_that_says_it_is_a_program(spoil: str) -> None:
    """Where the file sets its own name, what stands under the condition may run, and counts."""
    source = f"{spoil}\nif __name__ == '__main__':\n    from torch.nn import LSTM\n"
    assert forbidden_names(parse(source.encode()), FORBIDDEN) == [("torch.nn.LSTM", 3)]
