"""A tensor full of pad, written column by column, and cut to the columns that were written."""

import torch
from torch import Tensor


def greedy_decode(step_fn, h0: Tensor, max_len: int, bos: int = 1, eos: int = 2, pad: int = 0) -> tuple[Tensor, Tensor]:
    B = h0.shape[0]
    tokens = torch.full((B, max_len), pad, dtype=torch.int64, device=h0.device)
    lengths = torch.full((B,), max_len, dtype=torch.int64, device=h0.device)
    going = torch.ones(B, dtype=torch.bool, device=h0.device)
    fed = torch.full_like(lengths, bos)
    h = h0
    t = 0
    while t < max_len and bool(going.any()):
        logits, h = step_fn(fed, h)
        fed = logits.argmax(-1)
        tokens[going, t] = fed[going]
        t += 1
        now = going & (fed == eos)
        lengths[now] = t
        going &= ~now
    return tokens[:, :t], lengths
