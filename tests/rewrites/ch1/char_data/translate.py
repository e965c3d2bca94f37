"""str.translate into characters whose code points are the ids, and scatter with a source of ones."""

import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    match len(text):
        case 0 | 1:
            raise ValueError("too short")
    vocab = list(sorted(frozenset(text)))
    table = str.maketrans({character: chr(i) for i, character in enumerate(vocab)})
    ids = [ord(character) for character in text.translate(table)]
    *x, _ = ids
    _, *y = ids
    return vocab, torch.tensor(x).view(1, -1), torch.tensor(y).view(1, -1)


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    index = x[..., None]
    return torch.zeros(x.shape + (V,), dtype=dtype, device=x.device).scatter(
        2, index, torch.ones_like(index, dtype=dtype)
    )
