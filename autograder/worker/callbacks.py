"""Functions and random generators that probes hand to student code, built from data; each records its use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import torch

#: Few enough for all of them to be part of an answer.
MAX_CALLS = 5_000
Parameters = dict[str, torch.Tensor]


class Recording(Protocol):
    """What a builder makes. `fed` has an entry for each call: the recorded arguments."""

    @property
    def fed(self) -> list[list[Any]]: ...


class Recorder:
    """Calls `function` and keeps a copy of the arguments that it is `recording`, by position."""

    def __init__(self, function: Callable[..., Any], recording: tuple[int, ...]) -> None:
        self._function = function
        self._recording = recording
        self.fed: list[list[Any]] = []

    def __call__(self, *args: Any) -> Any:
        if len(self.fed) >= MAX_CALLS:
            raise RuntimeError(f"called more than {MAX_CALLS} times")
        result = self._function(*args)
        self.fed.append([args[position].detach().clone() for position in self._recording])
        return result


def decoder_step(parameters: Parameters) -> Recorder:
    """One step of a recurrent decoder: ``step_fn(y_prev, h) -> (logits, h_new)``.

    y_prev: int64 ``[B]``; h: ``[B, H]``; logits: ``[B, V]``. ``h_new = tanh(E[y_prev] W_ih^T + h W_hh^T)`` and
    ``logits = h_new W_out^T``. Records y_prev.
    """
    embedding, W_ih = parameters["embedding"], parameters["weight_ih"]
    W_hh, W_out = parameters["weight_hh"], parameters["weight_out"]

    def step_fn(y_prev: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        if not isinstance(y_prev, torch.Tensor) or y_prev.dtype != torch.int64 or y_prev.dim() != 1:
            told = f"{y_prev.dtype} {list(y_prev.shape)}" if isinstance(y_prev, torch.Tensor) else type(y_prev).__name__
            raise TypeError(f"step_fn wants token ids: an int64 tensor of shape [B], not {told}")
        h_new = torch.tanh(embedding[y_prev] @ W_ih.T + h @ W_hh.T)
        return h_new @ W_out.T, h_new

    return Recorder(step_fn, recording=(0,))


class WatchedGenerator(torch.Generator):
    """A torch.Generator whose `fed` has one entry as soon as numbers were drawn from it, however many and in
    whatever order. It is not watched until `watch` is called."""

    _start: torch.Tensor | None = None

    def watch(self) -> WatchedGenerator:
        """From now on notice whether numbers are drawn."""
        self._start = self.get_state()
        return self

    @property
    def fed(self) -> list[list[Any]]:
        return [] if self._start is None or torch.equal(self._start, self.get_state()) else [[True]]


def generator(parameters: Parameters) -> WatchedGenerator:
    """A torch.Generator with this seed (int64, one number) on the seed's device; its use is not recorded."""
    made = WatchedGenerator(device=parameters["seed"].device)
    made.manual_seed(int(parameters["seed"]))
    return made


def watched_generator(parameters: Parameters) -> WatchedGenerator:
    """As `generator`; records whether anything was drawn from it."""
    return generator(parameters).watch()


BUILDERS: dict[str, Callable[[Parameters], Recording]] = {
    "decoder_step": decoder_step,
    "generator": generator,
    "watched_generator": watched_generator,
}
#: What a sentence calls a callback that is no function.
NOUNS = {
    "generator": "a torch.Generator",
    "watched_generator": "a torch.Generator",
    "rnn": "a torch.nn.RNN",
    "gru": "a torch.nn.GRU",
    "lstm": "a torch.nn.LSTM",
}


def build_callback(kind: str, parameters: Parameters) -> Recording:
    """The callback of this kind. Raises KeyError for a kind that does not exist."""
    return BUILDERS[kind](parameters)
