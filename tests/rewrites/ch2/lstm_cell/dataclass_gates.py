"""An expert's version with a frozen dataclass for the gates and small typed helpers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Gates:
    """The activated parts of one step."""

    input: Tensor
    forget: Tensor
    candidate: Tensor
    output: Tensor

    @classmethod
    def of(cls, stacked: Tensor) -> Gates:
        """From the stacked pre-activations [B, 4H]."""
        i, f, g, o = stacked.tensor_split(4, dim=-1)
        return cls(i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid())

    def update(self, c: Tensor) -> Tensor:
        """The new cell state."""
        return self.forget * c + self.input * self.candidate

    def show(self, c: Tensor) -> Tensor:
        """The new hidden state."""
        return self.output * c.tanh()


def _total(terms: Iterable[Tensor | None]) -> Tensor:
    return reduce(torch.add, (term for term in terms if term is not None))


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """One step of an LSTM."""
    if state is None:
        zeros = x.new_zeros(*x.shape[:-1], weight_hh.shape[-1])
        state = zeros, zeros
    h, c = state
    gates = Gates.of(_total([x @ weight_ih.mT, h @ weight_hh.mT, bias_ih, bias_hh]))
    c_new = gates.update(c)
    return gates.show(c_new), c_new
