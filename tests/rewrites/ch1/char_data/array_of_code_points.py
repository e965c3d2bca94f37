"""An array of code points from the encoded text, marked in a table of all of Unicode, and a fancy assignment."""

import sys

import numpy as np
import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    if points.size < 2:
        raise ValueError("fewer than two characters")
    seen = np.zeros(sys.maxunicode + 1, dtype=bool)
    seen[points] = True
    ids = torch.as_tensor((np.cumsum(seen) - 1)[points])[None, :]
    return [chr(point) for point in np.flatnonzero(seen)], ids[:, :-1].clone(), ids[:, 1:].clone()


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    B, T = x.shape
    out = torch.zeros(B, T, V, device=x.device).to(dtype)
    out[torch.arange(B)[:, None], torch.arange(T)[None, :], x] = 1
    return out
