"""A small object holds weights and state and is called once for each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional, Tuple

import torch
from torch.nn.functional import linear


@dataclass
class Recurrence:
    weight_ih: torch.Tensor
    weight_hh: torch.Tensor
    bias_ih: Optional[torch.Tensor]
    bias_hh: Optional[torch.Tensor]
    state: torch.Tensor
    history: list = field(default_factory=list)

    def __call__(self, x: torch.Tensor) -> None:
        a = linear(x, self.weight_ih, self.bias_ih)
        a = a + linear(self.state, self.weight_hh, self.bias_hh)
        self.state = torch.tanh(a)
        self.history.append(self.state)

    def output(self) -> torch.Tensor:
        if self.history:
            return torch.stack(self.history, dim=-2)
        return self.state.new_zeros(self.state.shape[0], 0, self.state.shape[1])


def rnn_forward(
    x: torch.Tensor,
    h0: Optional[torch.Tensor],
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: Optional[torch.Tensor],
    bias_hh: Optional[torch.Tensor],
) -> Tuple[torch.Tensor, torch.Tensor]:
    if h0 is None:
        h0 = torch.zeros(x.shape[0], weight_hh.shape[0]).type_as(x)
    run = Recurrence(weight_ih, weight_hh, bias_ih, bias_hh, h0)
    for t in range(x.shape[1]):
        run(x[:, t])
    return run.output(), run.state
