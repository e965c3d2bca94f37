"""Type hints, generics, protocols and overloads, more of them than code."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar, overload

import torch

T = TypeVar("T", bound=torch.Tensor)
Pair: TypeAlias = "tuple[T, T]"
BLOCKS: Final[int] = 4


class Activation(Protocol):
    def __call__(self, x: torch.Tensor, /) -> torch.Tensor: ...


class Blocks(Generic[T]):
    def __init__(self, whole: T) -> None:
        self.whole = whole

    def __iter__(self) -> Iterator[torch.Tensor]:
        return iter(self.whole.chunk(BLOCKS, -1))


@overload
def plus(a: torch.Tensor, b: None) -> torch.Tensor: ...
@overload
def plus(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor: ...
def plus(a: Any, b: Any) -> Any:
    return a if b is None else a + b


ACTIVATIONS: Sequence[Callable[..., torch.Tensor]] = (torch.sigmoid, torch.sigmoid, torch.tanh, torch.sigmoid)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = plus(plus(x @ weight_ih.T + h @ weight_hh.T, bias_ih), bias_hh)
    i, f, g, o = (activation(block) for activation, block in zip(ACTIVATIONS, Blocks(a), strict=True))
    c_new = f * c + i * g
    return o * c_new.tanh(), c_new
