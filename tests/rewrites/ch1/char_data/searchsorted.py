"""Code points looked up among the sorted ones by torch.searchsorted, and a comparison with torch.arange."""

import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    if len(text) < 2:
        raise ValueError("there is no pair")
    points = torch.tensor([ord(c) for c in text])
    known = torch.unique(points)
    ids = torch.searchsorted(known, points)
    pairs = ids.unfold(0, 2, 1)
    return [chr(p) for p in known], pairs[:, 0].unsqueeze(0), pairs[:, 1].unsqueeze(0)


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return x.unsqueeze(-1).eq(torch.arange(V, device=x.device)).type(dtype)
