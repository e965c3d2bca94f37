"""The driver puts a probe to an implementation and writes down what came back, right or wrong."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder.worker.drive import drive
from autograder.worker.load import load


def document(names: Mapping[str, Any], target: str = "f", **changes: Any) -> tuple[Any, dict[str, np.ndarray]]:
    """What the driver returns for a call of `target` with the vector (1, 1, 1)."""
    x = {"tensor": "0", "dtype": "float64", "label": "x"}
    step: dict[str, Any] = {"target": target, "args": [x], "kwargs": {"dict": []}, "parameters": None, "keep": True}
    probe = {"steps": [step], "gradients": False, "cotangents": {}, "no_grad": False, "watch": "", **changes}
    return drive(names, probe, {"0": np.ones(3)}, "cpu", "float64")


def leave(x: Tensor) -> Tensor:
    """Ends the process, or so it thinks."""
    raise SystemExit(3)


class Unspeakable(Exception):
    """An exception that cannot be printed, of a type that only the student knows."""

    def __str__(self) -> str:
        raise RuntimeError


def unspeakable(x: Tensor) -> Tensor:
    """Raises what cannot be printed."""
    raise Unspeakable


def surrogate(x: Tensor) -> Tensor:
    """Raises with text that UTF-8 cannot hold, and far too much of it."""
    raise KeyError("\ud83d" * 10_000)


def hungry(x: Tensor) -> Tensor:
    """Asks for more memory than there is."""
    return torch.empty(1 << 60)


@pytest.mark.parametrize(
    ("function", "type_", "memory"),
    [
        (leave, "SystemExit", False),
        (unspeakable, "Exception", False),
        (surrogate, "KeyError", False),
        (hungry, "RuntimeError", True),
        (lambda x: x.reshape(7), "RuntimeError", False),
        (lambda x: [0] * 30_000, "TooLarge", False),
    ],
)
def test_what_is_raised(function: Callable[..., Any], type_: str, memory: bool) -> None:
    """Whatever is raised is described by the built-in type it belongs to, briefly, in text that can be sent."""
    raised = document({"f": function})[0]["raised"]
    assert (raised["type"], raised["memory"]) == (type_, memory)
    assert len(raised["message"].encode()) <= 500


def test_a_name_that_is_missing() -> None:
    """A name that the file does not define is reported by name."""
    assert document({}, "g")[0]["raised"] == {"type": "EntryMissing", "message": "g", "line": None, "memory": False}


def test_an_interrupt_is_not_an_answer() -> None:
    """Ctrl-C belongs to the person at the keyboard, not to the implementation."""

    def interrupted(x: Tensor) -> Tensor:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        document({"f": interrupted})


def test_the_line_is_the_students_own() -> None:
    """The line of an exception that torch raises is the last one in the submitted file."""
    names = load(b"import torch\ndef f(x):\n    return g(x)\ndef g(x):\n    return torch.stack(x, 5)\n", "sub", ["f"])
    assert document(names)[0]["raised"]["line"] == 5


def test_every_case_starts_alike() -> None:
    """Random numbers, default dtype and gradient mode are the same for every case, whatever the one before did."""

    def f(x: Tensor) -> Tensor:
        result = torch.cat(
            [torch.rand(2), torch.tensor(np.random.rand(2)), torch.empty(1).fill_(torch.is_grad_enabled())]
        )
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(False)
        return result

    try:
        (first, a), (second, b) = document({"f": f}), document({"f": f})
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
    assert first == second and a["0"].tolist() == b["0"].tolist() and a["0"][-1] == 1


@pytest.mark.parametrize("no_grad", [False, True])
def test_no_grad(no_grad: bool) -> None:
    """A case without gradients is put under torch.no_grad(), the others are not."""
    assert document({"f": lambda x: torch.is_grad_enabled()}, no_grad=no_grad)[0]["returned"] == [not no_grad]


def stored(node: Any, out: Mapping[str, np.ndarray]) -> list[float]:
    """The numbers of a tensor's or an array's node."""
    numbers: list[float] = out[node["tensor"] if "tensor" in node else node["array"]].tolist()
    return numbers


@pytest.mark.parametrize(
    ("function", "returned", "argument"),
    [(lambda x: x + 1, [2, 2, 2], [1, 1, 1]), (lambda x: x.add_(1), [2, 2, 2], [2, 2, 2])],
)
def test_watched_arguments(function: Callable[..., Any], returned: list[float], argument: list[float]) -> None:
    """An argument that the call changed comes back changed."""
    answer, out = document({"f": function}, watch="inputs")
    assert stored(answer["returned"][0], out) == returned
    assert stored(answer["inputs"]["x"], out) == argument


@pytest.mark.parametrize(
    ("function", "returned", "later"),
    [
        (lambda x: x + 1, [2, 2, 2], [2, 2, 2]),
        (lambda x: x[:2], [1, 1], [0, 0]),
        (lambda x: x.numpy(), [1, 1, 1], [0, 0, 0]),
    ],
)
def test_watched_memory(function: Callable[..., Any], returned: list[float], later: list[float]) -> None:
    """A result that shares memory with an argument shows when that is overwritten, and is reported as it was."""
    answer, out = document({"f": function}, watch="memory")
    assert stored(answer["returned"][0], out) == returned
    assert stored(answer["inputs"]["x"][0], out) == later
