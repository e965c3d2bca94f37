"""A generator of columns, of which itertools takes as many as are needed."""

from itertools import islice

import torch
from torch import Tensor


def columns(step_fn, h: Tensor, bos: int, eos: int, pad: int):
    y = torch.full((len(h),), bos, dtype=torch.int64, device=h.device)
    over = torch.zeros_like(y, dtype=torch.bool)
    while not over.all():
        logits, h = step_fn(y, h)
        y = logits.argmax(-1).masked_fill(over, pad)
        yield y, ~over
        over = over.logical_or(y == eos)


def greedy_decode(step_fn, h0: Tensor, max_len: int, bos: int = 1, eos: int = 2, pad: int = 0) -> tuple[Tensor, Tensor]:
    tokens, inside = zip(*islice(columns(step_fn, h0, bos, eos, pad), max_len))
    return torch.stack(tokens, -1), torch.stack(inside, -1).sum(-1)
