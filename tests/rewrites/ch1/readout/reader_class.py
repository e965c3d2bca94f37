"""A dataclass that holds the batch, checks it when it is made, and answers by a method."""

from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass
class PaddedBatch:
    states: torch.Tensor
    lengths: torch.Tensor

    def __post_init__(self) -> None:
        for length in self.lengths.tolist():
            if length < 1 or length > self.steps:
                raise ValueError(f"length {length} of a batch with {self.steps} steps")

    @property
    def steps(self) -> int:
        return self.states.shape[1]

    def last(self) -> torch.Tensor:
        by_time = self.states.transpose(0, 1)
        return by_time[self.lengths - 1, torch.arange(by_time.shape[1], device=by_time.device)]


def last_valid(output: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    return PaddedBatch(output, lengths).last()
