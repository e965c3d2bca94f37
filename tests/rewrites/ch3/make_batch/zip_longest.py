"""Columns made by itertools.zip_longest, then transposed."""

from itertools import zip_longest

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def columns(rows) -> Tensor:
    return torch.tensor(list(zip_longest(*rows, fillvalue=PAD)), dtype=torch.int64).T


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    sources, targets = zip(*pairs)
    src_len = 1 + torch.tensor(list(map(len, sources)))
    return (
        columns([*s, EOS] for s in sources),
        src_len,
        columns([BOS, *t] for t in targets),
        columns([*t, EOS] for t in targets),
    )
