"""A submitted file becomes its names; forbidden names raise when used."""

import subprocess
import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest
import torch

from autograder.worker.load import load
from autograder.worker.poison import poison
from autograder.worker.raised import Forbidden


@pytest.fixture(autouse=True)
def modules_as_before() -> Iterator[None]:
    """Loading registers modules: take them out again."""
    before = dict(sys.modules)
    yield
    for name in set(sys.modules) - set(before):
        del sys.modules[name]


def test_names_of_a_file() -> None:
    """Functions, classes and constants are there, under the module's name, and not as a script."""
    names = load(
        b"from dataclasses import dataclass\nME = __name__\n@dataclass\nclass P:\n    x: int\nf = lambda: P(1).x\n",
        "cell",
        ["P", "f"],
    )
    assert names["ME"] == "cell" and names["f"]() == 1


def test_future_imports_are_the_files_own() -> None:
    """The worker's own `from __future__` lines do not change how a submission is compiled."""
    assert load(b"def f(x: 1 + 1): pass\n", "cell", ["f"])["f"].__annotations__ == {"x": 2}


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (b"def f(:\n", SyntaxError),
        (b"import nothing_of_this_name\n", ImportError),
        (b"raise SystemExit\n", SystemExit),
        (b"x = \x00\n", (SyntaxError, ValueError)),
        (b"\xff\xfe", SyntaxError),
    ],
)
def test_what_a_file_raises_is_raised(source: bytes, error: Any) -> None:
    """Loading hides nothing of what goes wrong where it keeps a name from being defined."""
    with pytest.raises(error):
        load(source, "cell", ["f"])


@pytest.mark.parametrize(
    "failing",
    [
        "import nothing_of_this_name as plt",
        "from nothing_of_this_name import (\n    one,\n    two,\n)",
        "open('/nowhere/at/all.txt', 'w').write('x')",
        "with open('/nowhere/at/all.txt', 'w') as file:\n    file.write('x')",
        "raise SystemExit(3)",
        "for epoch in range(3):\n    1 / 0",
        "@undefined\ndef other():\n    pass",
        "class Config:\n    folder = undefined()",
        "if True:\n    undefined()",
        "undefined()  # one\nundefined()  # two",
        "import nothing_of_this_name, json; run.append(3); run.remove(3); json.dumps(run)",
    ],
)
def test_a_statement_that_fails_does_not_stop_the_others(failing: str) -> None:
    """What the file defines before and after it is there."""
    begin = "from __future__ import annotations\nrun = []\nrun.append(1)\n"
    names = load(f"{begin}{failing}\nrun.append(2)\ndef f(x: no): return run\n".encode(), "cell", ["f"])
    assert names["f"](0) == [1, 2]
    assert names["f"].__annotations__ == {"x": "no"}


def test_the_first_failure_is_told_where_a_name_is_missing() -> None:
    """The class that could not be made is what matters; the first reason is the most helpful."""
    with pytest.raises(ImportError):
        load(b"import nothing_of_this_name as nn\nclass Model(nn.Module): pass\n", "cell", ["Model"])


@pytest.fixture
def library() -> types.ModuleType:
    """A module called library, with a function, a class and a submodule."""
    module, inner = types.ModuleType("library"), types.SimpleNamespace(deep=lambda: "deep")
    vars(module).update(function=lambda: "called", Class=type("Class", (), {}), inner=inner, left=1)
    sys.modules["library"] = module
    return module


def test_poison(library: Any) -> None:
    """Calling, constructing and deriving raise `Forbidden` with the full name; the rest of the module is as before, and
    all of it is afterwards."""
    with poison(["library.function", "library.Class", "library.inner.deep", "library.missing"]):
        for use in (library.function, library.Class, lambda: type("Own", (library.Class,), {})):
            with pytest.raises(Forbidden, match=r"library\.(function|Class)"):
                use()
        with pytest.raises(Forbidden, match=r"library\.inner\.deep"):
            library.inner.deep()
        assert library.left == 1 and not hasattr(library, "missing")
    assert (library.function(), library.inner.deep()) == ("called", "deep") and library.Class()


def test_poison_of_a_method_that_is_inherited() -> None:
    """A method of tensors, which comes from a class that cannot be changed."""
    x = torch.ones(3)
    with poison(["torch.Tensor.unfold"]), pytest.raises(Forbidden, match=r"torch\.Tensor\.unfold"):
        x.unfold(0, 2, 1)
    assert x.unfold(0, 2, 1).shape == (2, 2) and "unfold" not in vars(torch.Tensor)


@pytest.fixture
def torches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places where torch keeps its functions, in names of the test's own."""
    for place in ("torch", "torch._VF", "torch.ops", "torch.ops.aten", "torch._C", "torch._C._nn", "torch.nn"):
        monkeypatch.setitem(sys.modules, place, types.ModuleType(place))
    for place in ("torch.nn.functional", "torch.nn.modules", "torch.nn.modules.rnn", "torch.nn.modules.activation"):
        monkeypatch.setitem(sys.modules, place, types.ModuleType(place))
    for place in (name for name in sys.modules if name.startswith("torch.")):
        owner, _, attribute = place.rpartition(".")
        if owner in ("torch", "torch.nn", "torch.nn.modules"):
            setattr(sys.modules[owner], attribute, sys.modules[place])


ELSEWHERE = [
    ("torch.lstm", ["torch", "torch._VF"], "torch.ops.aten"),
    ("torch.nn.LSTM", ["torch.nn", "torch.nn.modules", "torch.nn.modules.rnn"], ""),
    ("torch.nn.MultiheadAttention", ["torch.nn", "torch.nn.modules", "torch.nn.modules.activation"], ""),
    ("torch.nn.functional.one_hot", ["torch.nn.functional", "torch._C._nn"], "torch.ops.aten"),
]


@pytest.mark.parametrize(("name", "places", "lazily"), ELSEWHERE)
@pytest.mark.usefixtures("torches")
def test_poison_wherever_torch_keeps_it(name: str, places: list[str], lazily: str) -> None:
    """The same thing is refused under its other names, under the name that the exercise forbids; nothing is added
    but where torch makes its functions when they are asked for."""
    attribute = name.rpartition(".")[2]
    for place in places:
        setattr(sys.modules[place], attribute, lambda: "called")
        vars(sys.modules[place])["other"] = lambda: "called"
    before = {place: vars(module).get(attribute) for place, module in sys.modules.items() if place.startswith("torch")}
    with poison([name]):
        for place in (*places, lazily) if lazily else places:
            with pytest.raises(Forbidden, match=f"^{name}$"):
                getattr(sys.modules[place], attribute)()
        assert all(sys.modules[place].other() == "called" for place in places)
        changed = {place for place, was in before.items() if vars(sys.modules[place]).get(attribute) is not was}
        assert changed == {*places, lazily} - {""}
    assert all(vars(sys.modules[place]).get(attribute) is was for place, was in before.items())


@pytest.mark.usefixtures("torches")
def test_modules_that_are_forbidden_as_a_whole_stay() -> None:
    """Torch itself needs its private modules, so only the source rules refuse them."""
    names = ["torch._C", "torch._VF", "torch.ops", "torch.nn.modules.rnn"]
    before = {name: sys.modules[name] for name in names}
    with poison(names):
        for name, module in before.items():
            owner, _, attribute = name.rpartition(".")
            assert getattr(sys.modules[owner], attribute) is module


REAL = """
import torch
from autograder.exercise import NO_ATTENTION, NO_AUTOGRAD, NO_RNN
from autograder.worker.raised import Forbidden
from autograder.worker.poison import poison

poisoned = poison([*NO_RNN, *NO_ATTENTION, *NO_AUTOGRAD])
poisoned.__enter__()
F, aten, modules = torch.nn.functional, torch.ops.aten, torch.nn.modules
x = torch.ones(2, 3, requires_grad=True)
uses = '''
    torch.lstm torch._VF.lstm torch._VF.gru_cell aten.lstm aten.gru_cell torch.nn.LSTM modules.GRU
    modules.rnn.LSTMCell modules.MultiheadAttention modules.activation.MultiheadAttention
    F.scaled_dot_product_attention torch._C._nn.scaled_dot_product_attention aten.scaled_dot_product_attention
    torch.autograd.grad x.sum().backward torch.func.vjp torch._C._VariableFunctions.gru torch._VF.vf.rnn_tanh
'''.split()
for use in uses:
    try:
        eval(use)(x)
    except Forbidden:
        continue
    raise SystemExit(f"{use} is not refused")
layer = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.LayerNorm(2), torch.nn.Tanh(), torch.nn.Dropout())
torch.softmax(layer(x) @ layer[0].weight, -1).sum()
torch.nn.Embedding(3, 2)(torch.zeros(1, dtype=torch.int64))
print("refused", len(uses))
"""


def test_poison_of_torch_itself() -> None:
    """In a process of its own: all that the exercises forbid is refused in every place, and honest layers work."""
    done = subprocess.run([sys.executable, "-c", REAL], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "refused 18\n", "")


def test_poison_does_not_break_type_tests(library: Any) -> None:
    """``isinstance`` with a forbidden class still answers, since honest code may ask."""
    with poison(["library.Class"]):
        assert not isinstance(1, library.Class)
