"""A frozen dataclass that knows how to become a padded tensor."""

from dataclasses import dataclass

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


@dataclass(frozen=True)
class Rows:
    rows: tuple[tuple[int, ...], ...]

    @property
    def lengths(self) -> Tensor:
        return torch.tensor([len(row) for row in self.rows], dtype=torch.int64)

    def tensor(self) -> Tensor:
        width = int(self.lengths.max())
        filled = [list(row) + [PAD for _ in range(width - len(row))] for row in self.rows]
        return torch.tensor(filled, dtype=torch.int64)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Sentence pairs as tensors."""
    source = Rows(tuple((*s, EOS) for s, _ in pairs))
    read = Rows(tuple((BOS, *t) for _, t in pairs))
    predicted = Rows(tuple((*t, EOS) for _, t in pairs))
    return source.tensor(), source.lengths, read.tensor(), predicted.tensor()
