"""A NamedTuple with the four tensors as its fields."""

from typing import NamedTuple

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


class Batch(NamedTuple):
    src: Tensor
    src_len: Tensor
    dec_in: Tensor
    dec_tgt: Tensor


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    S = max(len(source) for source, _ in pairs)
    T = max(len(target) for _, target in pairs)
    return Batch(
        src=torch.tensor([s + [EOS] + [PAD] * (S - len(s)) for s, _ in pairs]),
        src_len=torch.tensor([len(s) + 1 for s, _ in pairs]),
        dec_in=torch.tensor([[BOS] + t + [PAD] * (T - len(t)) for _, t in pairs]),
        dec_tgt=torch.tensor([t + [EOS] + [PAD] * (T - len(t)) for _, t in pairs]),
    )
