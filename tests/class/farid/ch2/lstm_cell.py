# not sure about the corner cases
"""LSTM step with a small helper class, so that every gate is written down once."""

from dataclasses import dataclass
from typing import NamedTuple, Optional

import torch
from torch import Tensor


class Gates(NamedTuple):
    i: Tensor
    f: Tensor
    g: Tensor
    o: Tensor


@dataclass
class Weights:
    ih: Tensor
    hh: Tensor
    b_ih: Optional[Tensor] = None
    b_hh: Optional[Tensor] = None

    @property
    def hidden(self) -> int:
        return self.hh.shape[1]

    def preactivation(self, x: Tensor, h: Tensor) -> Tensor:
        a = torch.matmul(x, self.ih.transpose(0, 1)) + torch.matmul(h, self.hh.transpose(0, 1))
        for bias in (self.b_ih, self.b_hh):
            if bias is not None:
                a = a + bias
        return a

    def gates(self, x: Tensor, h: Tensor) -> Gates:
        i, f, g, o = self.preactivation(x, h).split(self.hidden, dim=-1)
        return Gates(i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid())


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    weights = Weights(weight_ih, weight_hh, bias_ih, bias_hh)
    if state is None:
        zeros = torch.zeros((len(x), weights.hidden)).to(x)
        state = zeros, zeros
    h, c = state
    gate = weights.gates(x, h)
    c_new = gate.f * c + gate.i * gate.g
    h_new = gate.o * c_new.tanh()
    return h_new, c_new
