"""Callbacks compute what their docstrings say and remember what they were fed."""

from typing import Any

import pytest
import torch

from autograder.worker.callbacks import Recorder, build_callback


def weights() -> dict[str, torch.Tensor]:
    """A decoder of 4 tokens, embedding size 2, hidden size 3."""
    sizes = {"embedding": (4, 2), "weight_ih": (3, 2), "weight_hh": (3, 3), "weight_out": (4, 3)}
    start = torch.Generator().manual_seed(1)
    return {name: torch.randn(*size, generator=start, dtype=torch.float64) for name, size in sizes.items()}


def test_decoder_step_is_its_formula() -> None:
    """One step is a recurrent cell on the embedded token, and logits of its state; ids are remembered as they were."""
    W = weights()
    step = build_callback("decoder_step", W)
    assert isinstance(step, Recorder)
    y, h = torch.tensor([3, 0]), torch.ones(2, 3, dtype=torch.float64)
    logits, h_new = step(y, h)
    for b in range(2):
        cell = torch.tanh(W["weight_ih"] @ W["embedding"][y[b]] + W["weight_hh"] @ h[b])
        torch.testing.assert_close(h_new[b], cell)
        torch.testing.assert_close(logits[b], W["weight_out"] @ cell)
    y.zero_()
    assert [fed.tolist() for (fed,) in step.fed] == [[3, 0]]


@pytest.mark.parametrize(
    "y", [torch.tensor([1.0]), torch.tensor([[1]]), torch.tensor(1), torch.tensor([1], dtype=torch.int32), 1, None]
)
def test_decoder_step_wants_token_ids(y: Any) -> None:
    """Anything but a vector of int64 is refused in words that say what is wanted, and is not recorded."""
    step = build_callback("decoder_step", weights())
    assert isinstance(step, Recorder)
    with pytest.raises(TypeError, match="an int64 tensor of shape"):
        step(y, torch.zeros(1, 3, dtype=torch.float64))
    assert step.fed == []


def seeded(kind: str) -> Any:
    """A generator of this kind with the seed 5."""
    return build_callback(kind, {"seed": torch.tensor(5)})


def test_a_generator_repeats() -> None:
    """The same seed gives the same numbers, those of torch's own generator; nothing is recorded."""
    drawn = [torch.rand(3, generator=seeded("generator")) for _ in range(2)]
    expected = torch.rand(3, generator=torch.Generator().manual_seed(5))
    assert torch.equal(drawn[0], expected) and torch.equal(drawn[1], expected)
    used = seeded("generator")
    torch.rand(1, generator=used)
    assert used.fed == []


def test_a_watched_generator_tells_whether_it_was_used() -> None:
    """One entry as soon as a number was drawn, however many; none before."""
    watched = seeded("watched_generator")
    assert watched.fed == []
    for _ in range(2):
        torch.rand(2, generator=watched)
        assert watched.fed == [[True]]


def test_an_unknown_kind() -> None:
    """A kind without a builder is an error of the author's."""
    with pytest.raises(KeyError):
        build_callback("nothing", {})
