"""The stand-in for an accelerator refuses what CUDA refuses, allows what CUDA allows, computes what the CPU does."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from autograder.worker.accelerator import BACKEND, STAND_IN, OnDevice
from autograder.worker.callbacks import build_callback
from autograder.worker.drive import drive
from autograder.worker.load import load
from autograder.worker.mixing import DeviceMismatch
from autograder.worker.raised import describe
from autograder.worker.stand_in import as_torch_says, prepare, require, switched_on


@pytest.fixture(autouse=True)
def stand_in() -> Iterator[None]:
    """Every test has it, and none keeps the settings that go with it."""
    prepare(STAND_IN)
    require(STAND_IN)
    with switched_on(STAND_IN):
        yield


def there(*shape: int) -> Tensor:
    """Numbers from 1 on the device."""
    return torch.arange(1.0, 1 + torch.Size(shape).numel()).reshape(shape).to(BACKEND)


def written(tensor: Tensor, index: Any, value: Any) -> Tensor:
    """The tensor after an assignment."""
    tensor[index] = value
    return tensor


ROWS = torch.tensor([1, 0])
LEGAL: dict[str, tuple[Callable[[Tensor], Any], str]] = {
    "a number of the CPU": (lambda x: x * torch.tensor(2.0) + torch.tensor(1), BACKEND),
    "an index of the CPU": (lambda x: x[ROWS], BACKEND),
    "a mask of the CPU": (lambda x: x[torch.ones(2, 3) > 0], BACKEND),
    "a list as index": (lambda x: x[:, [0, 2]], BACKEND),
    "an array as index": (lambda x: x[np.array([0, 1])], BACKEND),
    "a copy into a row": (lambda x: written(x, 0, torch.zeros(3)), BACKEND),
    "a copy to the CPU": (lambda x: written(torch.zeros(2, 3), 0, x[0]), "cpu"),
    "a number written": (lambda x: written(x, ROWS, torch.tensor(5.0)), BACKEND),
    "filled with a number": (lambda x: torch.zeros(2).fill_(x.sum()), "cpu"),
    "masked": (lambda x: x.masked_fill(x > 2, -torch.inf), BACKEND),
    "chosen": (lambda x: torch.where(x > 2, x, torch.tensor(0.0)), BACKEND),
    "moved": (lambda x: torch.zeros(2, 3).to(x) + x, BACKEND),
    "of its device": (lambda x: torch.zeros(3, device=x.device) + x, BACKEND),
    "of its device by name": (lambda x: torch.zeros(3, device=str(x.device)) + x, BACKEND),
    "of data on its device": (lambda x: torch.tensor([1.0, 2, 3], device=x.device) + x, BACKEND),
    "a new tensor of data": (lambda x: x.new_tensor([1, 2, 3]) + x, BACKEND),
    "like it": (lambda x: torch.rand_like(x) * 0 + x, BACKEND),
    "sizes": (lambda x: x.reshape(-1, x.shape[0]).sum(dim=x.dim() - 1), BACKEND),
    "a sum in Python": (lambda x: sum([x.sum(), x.mean()]), BACKEND),
    "in place": (lambda x: x.clone().add_(1).mul_(x), BACKEND),
    "a copy": (copy.deepcopy, BACKEND),
    "to the CPU": (lambda x: x.cpu(), "cpu"),
    "by way of numpy": (lambda x: torch.from_numpy(x.cpu().numpy()).to(x.device), BACKEND),
    "einsum": (lambda x: torch.einsum("ij,kj->ik", x, x), BACKEND),
    "one-hot": (lambda x: nn.functional.one_hot(x.long(), 9), BACKEND),
    "attention": (lambda x: nn.functional.scaled_dot_product_attention(x, x, x, is_causal=True), BACKEND),
    "a layer": (lambda x: nn.Linear(3, 2, device=x.device)(x).detach() * 0, BACKEND),
}


@pytest.mark.parametrize("name", LEGAL)
def test_what_cuda_allows(name: str) -> None:
    """The result is where CUDA would have it, and has the numbers of the CPU."""
    function, device = LEGAL[name]
    found = function(there(2, 3))
    assert found.device.type == device
    assert torch.equal(found.cpu(), function(torch.arange(1.0, 7).reshape(2, 3)))


PLAIN: dict[str, Callable[[Tensor], object]] = {
    "item": lambda x: x.sum().item(),
    "if": lambda x: bool(x.sum() > 0),
    "float": lambda x: float(x[0, 0]),
    "a list": lambda x: x.tolist(),
    "text": lambda x: f"{x.mean():.3f}",
    "equal": lambda x: torch.equal(x, x),
    "rows": lambda x: [row.tolist() for row in x],
}


@pytest.mark.parametrize("name", PLAIN)
def test_numbers_leave_the_device(name: str) -> None:
    """What is no tensor any more is as on the CPU."""
    assert PLAIN[name](there(2, 3)) == PLAIN[name](torch.arange(1.0, 7).reshape(2, 3))


REFUSED: dict[str, Callable[[Tensor], object]] = {
    "added": lambda x: x + torch.zeros(2, 3),
    "added to": lambda x: torch.zeros(2, 3) + x.sum(),
    "multiplied": lambda x: x @ torch.zeros(3, 3),
    "put together": lambda x: torch.cat([x, torch.zeros(2, 3)]),
    "put together with nothing": lambda x: torch.cat([torch.zeros(0), x[0]]),
    "stacked with a number": lambda x: torch.stack([x.sum(), torch.tensor(0.0)]),
    "collected in a number of the CPU": lambda x: torch.tensor(0.0).add_(x.sum()),
    "masked": lambda x: x.masked_fill(torch.tril(torch.ones(2, 3)) == 0, 0.0),
    "chosen": lambda x: torch.where(torch.ones(2, 3) > 0, x, x),
    "an index of the device": lambda x: torch.zeros(9, 2)[x.long()],
    "rows written": lambda x: written(x, ROWS, torch.zeros(2, 3)),
    "looked up": lambda x: nn.functional.embedding(ROWS, x),
    "gathered": lambda x: x.gather(1, torch.zeros(2, 1, dtype=torch.long)),
    "a loss": lambda x: nn.functional.cross_entropy(x, ROWS),
    "einsum": lambda x: torch.einsum("ij,kj->ik", x, torch.zeros(2, 3)),
    "compared": lambda x: torch.equal(x, torch.zeros(2, 3)),
    "numpy": lambda x: x.numpy(),
    "an array": lambda x: np.asarray(x.detach()),
    "a layer of the CPU": lambda x: nn.Linear(3, 2)(x),
    "a state of the CPU": lambda x: nn.LSTM(3, 2, device=x.device)(x, (torch.zeros(1, 2), torch.zeros(1, 2))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cuda_refuses(name: str) -> None:
    """The same is fine where everything is on the CPU."""
    REFUSED[name](torch.arange(1.0, 7).reshape(2, 3))
    with pytest.raises(DeviceMismatch):
        REFUSED[name](there(2, 3))


class Tied(nn.Module):
    """Layers that share a weight, somebody else who has hold of it, a buffer, and layers of torch."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(3, 3, bias=False), nn.Linear(3, 3, bias=False)
        self.second.weight = self.first.weight
        self.kept = [self.first.weight]
        self.register_buffer("mask", torch.ones(3))
        self.layer = nn.LSTM(3, 3, 2, batch_first=True, bidirectional=True)
        self.cell = nn.GRUCell(3, 3)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """A number, from x of shape [B, T, 3] and lengths of shape [B]."""
        h = self.second(self.first(x)) * self.mask
        packed = nn.utils.rnn.pack_padded_sequence(h, lengths.cpu(), batch_first=True, enforce_sorted=False)
        output, (h_n, c_n) = self.layer(packed)
        output, _ = nn.utils.rnn.pad_packed_sequence(output, batch_first=True)
        total: Tensor = output.square().sum() + h_n.sum() + c_n.sum() + self.cell(x[:, 0]).sum() + self.kept[0].sum()
        return total


def test_a_model() -> None:
    """A model is moved as with CUDA, computes the same there, and has the same gradients."""
    here = Tied()
    moved = copy.deepcopy(here).to(as_torch_says(STAND_IN))
    assert moved.kept[0] is moved.first.weight is moved.second.weight and isinstance(moved.kept[0], nn.Parameter)
    assert isinstance(moved.mask, OnDevice)
    x, lengths = torch.rand(2, 4, 3), torch.tensor([2, 4])
    loss, other = here(x, lengths), moved(x.to(BACKEND), lengths.to(BACKEND))
    loss.backward()
    other.backward()
    assert torch.allclose(loss, other.cpu())
    for mine, theirs in zip(here.parameters(), moved.parameters(), strict=True):
        assert mine.grad is not None and theirs.grad is not None and torch.allclose(mine.grad, theirs.grad.cpu())


def test_an_optimizer() -> None:
    """A model is trained there as on the CPU."""
    found = []
    for device in ("cpu", BACKEND):
        weight = nn.Parameter(torch.ones(3).to(device))
        optimizer = torch.optim.Adam([weight], lr=0.1)
        for _ in range(3):
            optimizer.zero_grad()
            (weight * torch.arange(3.0, device=device)).square().sum().backward()
            optimizer.step()
        found.append(weight.detach().cpu())
    assert torch.equal(*found)


def test_a_generator() -> None:
    """A generator on the device says so, and its numbers are made there."""
    made: Any = build_callback("generator", {"seed": torch.tensor(3).to(BACKEND)})
    drawn = torch.rand(2, generator=made, device=made.device)
    assert isinstance(drawn, OnDevice)


def answer(source: str, x: Tensor | None = None) -> dict[str, Any]:
    """What ``f(x)`` of a submitted file gives on the stand-in; the answer's document."""
    given = torch.ones(2, 3) if x is None else x
    node = {"tensor": given.ravel().tolist(), "dtype": "float64", "shape": list(given.shape), "label": "x"}
    step: dict[str, Any] = {"target": "f", "args": [node], "kwargs": {"dict": []}, "parameters": None, "keep": True}
    probe = {"steps": [step], "gradients": False, "cotangents": {}, "no_grad": False, "watch": ""}
    document, _ = drive(load(source.encode(), "answered", ["f"]), probe, {}, STAND_IN, "float64")
    return dict(document)


LINES = [
    ("def f(x):\n    a = torch.zeros(3)\n    b = a[None]\n    return x + b\n", 5, 3),
    ("def f(x):\n    a = torch.zeros(3)\n    b = a + 1\n    return x + b\n", 5, 4),
    ("import numpy as np\ndef f(x):\n    a = torch.from_numpy(np.ones(3))\n    return x @ a\n", 5, 4),
    ("def f(x):\n    return x + x.cpu()\n", 3, 3),
    ("A = torch.zeros(3)\ndef f(x):\n    return x + A\n", 4, None),
    ("def g(x, a):\n    return x + a\ndef f(x):\n    return g(x, torch.tensor([1.0]))\n", 3, 5),
    ("def f(x):\n    return torch.as_tensor(x.numpy())\n", 3, None),
]


@pytest.mark.parametrize(("source", "line", "made"), LINES)
def test_the_lines_of_a_mistake(source: str, line: int, made: int | None) -> None:
    """The line of the student's file that mixes, and the one that made the tensor of the CPU, if it was seen."""
    raised = answer("import torch\n" + source)["raised"]
    assert (raised["type"], raised["line"], raised["made"]) == ("DeviceMismatch", line, made)


def test_where_results_are() -> None:
    """A result says where it is, and its numbers are there."""
    made = answer("import torch\ndef f(x):\n    return x * 2, x.cpu()\n")["returned"][0]["tuple"]
    assert [part["device"] for part in made] == [STAND_IN, "cpu"]


def test_what_the_stand_in_lacks_is_not_a_stub() -> None:
    """Torch says NotImplementedError, as stubs do."""
    raised = answer("import torch\ndef f(x):\n    return x.pin_memory()\n")["raised"]
    assert raised["type"] == "RuntimeError"
    assert answer("def f(x):\n    raise NotImplementedError('f is not started')\n")["raised"]["type"] == (
        "NotImplementedError"
    )


def test_a_shape_changed_in_place() -> None:
    """What cannot be followed is an error, and no mistake about devices."""
    with pytest.raises(RuntimeError, match="cannot follow") as caught:
        there(2, 3).unsqueeze_(0)
    assert describe(caught.value)["type"] == "RuntimeError"
