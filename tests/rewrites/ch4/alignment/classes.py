"""A running tally as a class with a property, and a scan over source positions for the largest weight."""

from dataclasses import dataclass

import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    best = weights.new_full(weights.shape[:2], -1.0)
    place = torch.zeros_like(best, dtype=torch.long)
    entropy = torch.zeros_like(best)
    for s, (column, real) in enumerate(zip(weights.unbind(-1), src_mask.unbind(-1))):
        better = real[:, None] & (column > best)
        best = torch.where(better, column, best)
        place = torch.where(better, s, place)
        term = torch.where(column > 0, column * torch.log(column.clamp(min=torch.finfo(column.dtype).tiny)), 0)
        entropy = entropy - torch.where(real[:, None], term, 0)
    return place, entropy


@dataclass
class Tally:
    right: int = 0
    known: int = 0

    def add(self, place: int, places: list[int]) -> None:
        if places:
            self.known += 1
            self.right += place in places

    @property
    def fraction(self) -> float:
        return self.right / self.known if self.known else float("nan")


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    tally = Tally()
    for row, row_gold in zip(argmax, gold, strict=True):
        for place, places in zip(row, row_gold, strict=True):
            tally.add(place.item(), places)
    return tally.fraction
