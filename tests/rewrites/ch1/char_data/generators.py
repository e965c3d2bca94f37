"""itertools: groupby of the sorted text, pairwise, and where with a broadcast comparison."""

from itertools import count, groupby, pairwise

import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    pairs = list(pairwise(text))
    if not pairs:
        raise ValueError("no character has a successor")
    vocab = [character for character, _ in groupby(sorted(text))]
    ids = dict(zip(vocab, count()))
    both = torch.tensor([[ids[now], ids[then]] for now, then in pairs])
    x, y = both.T.unsqueeze(1)
    return vocab, x, y


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    one, zero = torch.tensor([1, 0], dtype=dtype, device=x.device)
    numbers = torch.arange(V, device=x.device).expand(*x.shape, V)
    return torch.where(numbers == x.unsqueeze(2).expand_as(numbers), one, zero)
