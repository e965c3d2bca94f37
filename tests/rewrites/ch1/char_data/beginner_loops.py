"""A beginner's version: loops with append, list.index, and nested loops that set the ones."""

import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    if len(text) == 0 or len(text) == 1:
        raise ValueError("text is too short")
    vocab = []
    for c in text:
        if c not in vocab:
            vocab.append(c)
    vocab.sort()
    x = []
    y = []
    for i in range(len(text) - 1):
        x.append(vocab.index(text[i]))
        y.append(vocab.index(text[i + 1]))
    x = torch.tensor(x).unsqueeze(0)
    y = torch.tensor(y).unsqueeze(0)
    return vocab, x, y


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    B = x.shape[0]
    T = x.shape[1]
    result = torch.zeros((B, T, V), dtype=dtype, device=x.device)
    for b in range(B):
        for t in range(T):
            result[b, t, x[b, t]] = 1
    return result
