"""Recursion on the text and on the axes of the ids, without torch until the end."""

import torch
from torch import Tensor


def _merge(a: list[str], b: list[str]) -> list[str]:
    if not a or not b:
        return a or b
    if a[0] == b[0]:
        return [a[0]] + _merge(a[1:], b[1:])
    return [a[0]] + _merge(a[1:], b) if a[0] < b[0] else [b[0]] + _merge(a, b[1:])


def _vocabulary(text: str) -> list[str]:
    if len(text) == 1:
        return [text]
    half = len(text) // 2
    return _merge(_vocabulary(text[:half]), _vocabulary(text[half:]))


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    if len(text) < 2:
        raise ValueError("at least two characters")
    vocab = _vocabulary(text)
    x = torch.tensor([[vocab.index(c) for c in text[:-1]]], dtype=torch.int64)
    y = torch.tensor([[vocab.index(c) for c in text[1:]]], dtype=torch.int64)
    return vocab, x, y


def _nested(ids: list | int, V: int) -> list:
    if isinstance(ids, int):
        return [0] * ids + [1] + [0] * (V - ids - 1)
    return [_nested(each, V) for each in ids]


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return torch.tensor(_nested(x.tolist(), V), dtype=dtype, device=x.device)
