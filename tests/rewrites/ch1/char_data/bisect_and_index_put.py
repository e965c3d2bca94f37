"""bisect in a vocabulary kept sorted by insort, and index_put on a flat view."""

from bisect import bisect_left, insort

import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    if len(text) <= 1:
        raise ValueError(f"{text!r} has no pair")
    vocab: list[str] = []
    for c in text:
        place = bisect_left(vocab, c)
        if place == len(vocab) or vocab[place] != c:
            insort(vocab, c)
    ids = torch.LongTensor([[bisect_left(vocab, c) for c in text]])
    x, y = ids.narrow(1, 0, len(text) - 1), ids.narrow(1, 1, len(text) - 1)
    return vocab, x, y


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    flat = x.reshape(-1)
    vectors = torch.zeros(flat.numel(), V, dtype=dtype, device=x.device)
    one = torch.ones((), dtype=dtype, device=x.device)
    vectors = vectors.index_put((torch.arange(flat.numel(), device=x.device), flat), one)
    return vectors.view(*x.shape, V)
