"""What is forbidden raises below its name as well, and afterwards all is as before."""

import importlib
import subprocess
import sys
from typing import Any

import pytest
import torch

from autograder.worker.differentiation import without_graph
from autograder.worker.operators import operators_of, shadows_of
from autograder.worker.poison import poison
from autograder.worker.raised import Forbidden

SOFTMAX = ["torch.softmax", "torch.nn.functional.softmax"]


def ways() -> list[Any]:
    """Ways to a softmax that are not called so."""
    x = torch.ones(2, 3)
    return [
        lambda: torch._softmax(x, -1, False),
        lambda: torch.ops.aten._safe_softmax(x, -1),
        lambda: x.softmax(-1),
        lambda: torch.nn.functional.cross_entropy(x, torch.tensor([0, 1])),
        lambda: torch.nn.LogSoftmax(-1)(x),
    ]


def test_operators() -> None:
    """Every way raises, with the forbidden name; what has nothing to do with it does not; then all work again."""
    with poison(SOFTMAX):
        for way in ways():
            with pytest.raises(Forbidden, match=r"^torch\.(nn\.functional\.)?softmax$"):
                way()
        assert torch.logsumexp(torch.zeros(2), 0) > 0
    assert all(isinstance(way(), torch.Tensor) for way in ways())


def test_every_operator_of_the_table_is_torchs() -> None:
    """A name that a new torch has no operator for any more is noticed here."""
    assert all(
        operators_of(f"torch.{name}") for name in ("lstm", "gru_cell", "softmax", "one_hot", "unfold", "nll_loss")
    )
    assert operators_of("torch.add") == [] and operators_of("mine.softmax") == []
    assert not any("backward" in operator for operator in operators_of("torch.softmax"))


def test_functions_of_python() -> None:
    """Whoever holds on to a forbidden function gets the exception, too, as long as it is forbidden."""
    held = torch.nn.utils.clip_grad_norm_
    with poison(["torch.nn.utils.clip_grad_norm_"]), pytest.raises(Forbidden, match="clip_grad_norm_"):
        held([], 1.0)
    assert held([], 1.0) == 0


def test_modules_are_not_run_again() -> None:
    """Neither a module that defines the name nor one with the same in Python is imported afresh."""
    module = sys.modules["torch.nn.utils.clip_grad"]
    with poison(["torch.nn.utils.clip_grad_norm_"]), pytest.raises(Forbidden):
        importlib.reload(module)
    before = list(sys.meta_path)
    with poison(SOFTMAX):
        assert len(sys.meta_path) == len(before) + 1
    assert sys.meta_path == before


def test_no_graph() -> None:
    """Where differentiation is forbidden nothing is recorded, also where inference mode is switched off."""
    x = torch.ones(2, requires_grad=True)
    forbidden = ["torch.autograd.grad"]
    with poison(forbidden), without_graph(forbidden):
        with torch.inference_mode(False), torch.enable_grad():
            assert (x * 2).grad_fn is None
        with torch.inference_mode():
            assert (x * 2).grad_fn is None
    assert (x * 2).grad_fn is not None
    with without_graph(["torch.softmax"]):
        assert (x * 2).grad_fn is not None


def test_threads_are_not_to_be_had() -> None:
    """For good, where differentiation is forbidden: a thread fails as where there are none, a timer never fires."""
    program = (
        "import threading\nfrom autograder.worker.poison import poison\n"
        "with poison(['torch.autograd.grad'], for_good=True):\n"
        "    timer = threading.Timer(0, print, ('fired',))\n    timer.start()\n    timer.cancel()\n"
        "    try:\n        threading.Thread(target=print, args=('ran',)).start()\n"
        "    except RuntimeError as error:\n        print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "can't start new thread\n"


def test_shadows() -> None:
    """Functions for compilers are found by their names, but for backward passes and other losses."""
    assert not any("backward" in function.__name__ for function in shadows_of("torch.softmax"))
    assert shadows_of("torch.add") == []
