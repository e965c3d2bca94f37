"""A submitted file becomes its names; forbidden names raise when used."""

import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.worker.drive import Forbidden
from autograder.worker.load import load, poison


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
    )
    assert names["ME"] == "cell" and names["f"]() == 1


def test_future_imports_are_the_files_own() -> None:
    """The worker's own `from __future__` lines do not change how a submission is compiled."""
    assert load(b"def f(x: 1 + 1): pass\n", "cell")["f"].__annotations__ == {"x": 2}


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
    """Loading hides nothing of what goes wrong."""
    with pytest.raises(error):
        load(source, "cell")


@pytest.fixture
def library() -> types.ModuleType:
    """A module called library, with a function, a class and a submodule."""
    module, inner = types.ModuleType("library"), types.SimpleNamespace(deep=lambda: "deep")
    vars(module).update(function=lambda: "called", Class=type("Class", (), {}), inner=inner, left=1)
    sys.modules["library"] = module
    return module


def test_poison(library: Any) -> None:
    """Calling, constructing and deriving raise `Forbidden` with the full name; the rest of the module is as before."""
    poison(["library.function", "library.Class", "library.inner.deep", "library.missing"])
    for use in (library.function, library.Class, lambda: type("Own", (library.Class,), {})):
        with pytest.raises(Forbidden, match=r"library\.(function|Class)"):
            use()
    with pytest.raises(Forbidden, match=r"library\.inner\.deep"):
        library.inner.deep()
    assert library.left == 1 and not hasattr(library, "missing")


def test_poison_does_not_break_type_tests(library: Any) -> None:
    """``isinstance`` with a forbidden class still answers, since honest code may ask."""
    poison(["library.Class"])
    assert not isinstance(1, library.Class)
