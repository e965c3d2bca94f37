"""A frozen dataclass for one affine map and a class for the cell, with the step as a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import torch


@dataclass(frozen=True)
class Affine:
    weight: torch.Tensor
    bias: Optional[torch.Tensor]

    def __call__(self, v: torch.Tensor) -> dict[str, torch.Tensor]:
        value = v @ self.weight.mT
        if self.bias is not None:
            value = value + self.bias
        size = value.shape[-1] // 3
        return {name: value[..., k * size : (k + 1) * size] for k, name in enumerate("rzn")}


class GatedUnit:
    def __init__(self, of_input: Affine, of_state: Affine) -> None:
        self.of_input, self.of_state = of_input, of_state

    def __call__(self, x: torch.Tensor, h: torch.Tensor) -> torch.Tensor:
        a, b = self.of_input(x), self.of_state(h)
        reset = (a["r"] + b["r"]).sigmoid()
        update = (a["z"] + b["z"]).sigmoid()
        new = (a["n"] + reset * b["n"]).tanh()
        return update * h + (1 - update) * new


def gru_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: Optional[torch.Tensor] = None,
    bias_hh: Optional[torch.Tensor] = None,
) -> torch.Tensor:
    return GatedUnit(Affine(weight_ih, bias_ih), Affine(weight_hh, bias_hh))(x, h)
