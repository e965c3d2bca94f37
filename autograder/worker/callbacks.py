"""Functions, random generators and modules that probes hand to student code, built from data; each records its use."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Protocol, cast

import torch

from autograder.worker.accelerator import held

#: Few enough for all of them to be part of an answer.
MAX_CALLS = 5_000
Parameters = dict[str, torch.Tensor]


class Recording(Protocol):
    """What a builder makes. `fed` has an entry for each call: the recorded arguments."""

    @property
    def fed(self) -> list[list[Any]]: ...


class Recorder:
    """Calls `function` and keeps a copy of the arguments that it is `recording`, by position; None records nothing,
    not even how often it was called."""

    def __init__(self, function: Callable[..., Any], recording: tuple[int, ...] | None) -> None:
        self._function = function
        self._recording = recording
        self.fed: list[list[Any]] = []

    def __call__(self, *args: Any) -> Any:
        if len(self.fed) >= MAX_CALLS:
            raise RuntimeError(f"called more than {MAX_CALLS} times")
        result = self._function(*args)
        if self._recording is not None:
            self.fed.append([args[position].detach().clone() for position in self._recording])
        return result


def _check_token_ids(y_prev: torch.Tensor) -> None:
    if not isinstance(y_prev, torch.Tensor) or y_prev.dtype != torch.int64 or y_prev.dim() != 1:
        told = f"{y_prev.dtype} {list(y_prev.shape)}" if isinstance(y_prev, torch.Tensor) else type(y_prev).__name__
        raise TypeError(f"step_fn wants token ids: an int64 tensor of shape [B], not {told}")


def decoder_step(parameters: Parameters, recording: tuple[int, ...] | None = (0,)) -> Recorder:
    """One step of a recurrent decoder: ``step_fn(y_prev, h) -> (logits, h_new)``.

    y_prev: int64 ``[B]``; h: ``[B, H]``; logits: ``[B, V]``. ``h_new = tanh(E[y_prev] W_ih^T + h W_hh^T)`` and
    ``logits = h_new W_out^T``. Records y_prev.
    """
    embedding, W_ih = parameters["embedding"], parameters["weight_ih"]
    W_hh, W_out = parameters["weight_hh"], parameters["weight_out"]

    def step_fn(y_prev: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        _check_token_ids(y_prev)
        h_new = torch.tanh(embedding[y_prev] @ W_ih.T + h @ W_hh.T)
        return h_new @ W_out.T, h_new

    return Recorder(step_fn, recording)


def prefix_table(parameters: Parameters) -> Recorder:
    """One step of a decoder whose state is a hash of all tokens so far, so that a wrong state shows at once:
    ``step_fn(y_prev, h) -> (logits, h_new)``.

    y_prev: int64 ``[B]``; h: ``[B, 1]``, a row of the table ``[M, V]``. ``h_new = (31 h + y_prev + 1) mod M`` and
    ``logits = table[h_new]``. Its use is not recorded: a search may make its calls in any order and number.
    """
    table = parameters["table"]

    def step_fn(y_prev: torch.Tensor, h: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        _check_token_ids(y_prev)
        h_new = torch.remainder(31 * h + y_prev[:, None] + 1, len(table))
        return table[h_new[:, 0].long()], h_new

    return Recorder(step_fn, recording=None)


def window_model(parameters: Parameters) -> Recorder:
    """A model that forecasts one step: ``step_model(window) -> y``, for windows of any length.

    window: ``[B, L, F]``; y: ``[B]``. ``s_t = tanh(x_t w + u s_{t-1})`` with ``s_0 = 0``, over the steps ``x_t`` of the
    window, and ``y = x_L v + s_L``; w is "recurrent", v "linear", both ``[F]``; u is "decay". Records window.
    """
    recurrent, linear, decay = parameters["recurrent"], parameters["linear"], parameters["decay"]

    def step_model(window: torch.Tensor) -> torch.Tensor:
        if not isinstance(window, torch.Tensor) or window.dim() != 3 or window.shape[2] != len(linear):
            told = list(window.shape) if isinstance(window, torch.Tensor) else type(window).__name__
            raise TypeError(f"step_model wants a tensor of shape [B, L, F] with F = {len(linear)}, not {told}")
        state = window.new_zeros(len(window))
        for x in window.unbind(1):
            state = torch.tanh(x @ recurrent + decay * state)
        return window[:, -1] @ linear + state

    return Recorder(step_model, recording=(0,))


class WatchedGenerator(torch.Generator):
    """A torch.Generator whose `fed` has one entry as soon as numbers were drawn from it, however many and in
    whatever order. It is not watched until `watch` is called."""

    _start: torch.Tensor | None = None
    _place: torch.device | None = None

    @property
    def device(self) -> torch.device:  # type: ignore[override]
        """Where it makes numbers, or claims to: see `autograder.worker.accelerator`."""
        return self._place or super().device

    def watch(self) -> WatchedGenerator:
        """From now on notice whether numbers are drawn."""
        self._start = self.get_state()
        return self

    @property
    def fed(self) -> list[list[Any]]:
        return [] if self._start is None or torch.equal(self._start, self.get_state()) else [[True]]


def generator(parameters: Parameters) -> WatchedGenerator:
    """A torch.Generator with this seed (int64, one number) on the seed's device; its use is not recorded."""
    seed = parameters["seed"]
    made = WatchedGenerator(device=held(seed).device)
    made._place = seed.device
    made.manual_seed(int(seed))
    return made


def watched_generator(parameters: Parameters) -> WatchedGenerator:
    """As `generator`; records whether anything was drawn from it."""
    return generator(parameters).watch()


def recurrent(kind: Callable[..., torch.nn.RNNBase], parameters: Parameters) -> Recording:
    """A torch.nn.RNN, GRU or LSTM, batch first, without dropout. Its parameters, named as in its state dict, say how
    large it is, how many layers and directions it has, and whether it has biases. Its use is not recorded."""
    module = kind(
        parameters["weight_ih_l0"].shape[1],
        parameters["weight_hh_l0"].shape[1],
        num_layers=sum(name.startswith("weight_ih_l") and name[11:].isdigit() for name in parameters),
        bidirectional="weight_ih_l0_reverse" in parameters,
        bias="bias_ih_l0" in parameters,
        batch_first=True,
        device="meta",
    )
    for name, tensor in parameters.items():
        tensor._is_param = True  # a parameter that still is the tensor of the probe
        setattr(module, name, tensor)
    object.__setattr__(module, "fed", [])
    return cast(Recording, module)


BUILDERS: dict[str, Callable[[Parameters], Recording]] = {
    "decoder_step": decoder_step,
    "unrecorded_decoder_step": functools.partial(decoder_step, recording=None),
    "prefix_table": prefix_table,
    "window_model": window_model,
    "generator": generator,
    "watched_generator": watched_generator,
    "rnn": functools.partial(recurrent, torch.nn.RNN),
    "gru": functools.partial(recurrent, torch.nn.GRU),
    "lstm": functools.partial(recurrent, torch.nn.LSTM),
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
