"""Keeps the gates in a frozen dataclass with slots, and returns a NamedTuple."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Tensor


class State(NamedTuple):
    h: Tensor
    c: Tensor


@dataclass(frozen=True, slots=True)
class Gates:
    i: Tensor
    f: Tensor
    g: Tensor
    o: Tensor
    notes: list[str] = field(default_factory=list)

    def step(self, c: Tensor) -> State:
        c = self.f.sigmoid() * c + self.i.sigmoid() * self.g.tanh()
        return State(self.o.sigmoid() * c.tanh(), c)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state or State(x.new_zeros(len(x), weight_hh.shape[1]), x.new_zeros(len(x), weight_hh.shape[1]))
    a = x @ weight_ih.T + h @ weight_hh.T
    a = sum((bias for bias in (bias_ih, bias_hh) if bias is not None), a)
    return tuple(Gates(*a.chunk(4, -1)).step(c))
