"""Own tensors changed in place, under torch.no_grad, the lengths counted down from max_len."""

import torch
from torch import Tensor


@torch.no_grad()
def greedy_decode(step_fn, h0: Tensor, max_len: int, bos: int = 1, eos: int = 2, pad: int = 0) -> tuple[Tensor, Tensor]:
    y = torch.empty(h0.shape[0], dtype=torch.int64, device=h0.device).fill_(bos)
    ended = torch.zeros_like(y, dtype=torch.bool)
    lengths = torch.empty_like(y).fill_(max_len)
    columns: list[Tensor] = []
    h = h0
    for left in range(max_len - 1, -1, -1):
        logits, h = step_fn(y, h)
        y = torch.argmax(logits, dim=-1).masked_fill_(ended, pad)
        columns.append(y)
        new = (y == eos).logical_and_(~ended)
        lengths[new] -= left
        if ended.logical_or_(new).all():
            break
    return torch.vstack(columns).T.contiguous(), lengths
