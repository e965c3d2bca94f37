"""A class for the vocabulary with encode, and F.embedding on an identity matrix."""

from __future__ import annotations

from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor


class Vocabulary:
    def __init__(self, text: Iterable[str]) -> None:
        self.characters = sorted(dict.fromkeys(text))
        self._ids = dict(zip(self.characters, range(len(self.characters))))

    def encode(self, text: str) -> Tensor:
        return torch.tensor(list(map(self._ids.__getitem__, text)), dtype=torch.long)


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    if len(text) < 2:
        raise ValueError("the text needs at least two characters")
    vocabulary = Vocabulary(text)
    batch = vocabulary.encode(text)[None]
    return vocabulary.characters, batch[:, :-1].contiguous(), batch[:, 1:].contiguous()


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return F.embedding(x, torch.eye(V, device=x.device).to(dtype))
