"""A recursive function: one column, and then the decoding of what is left."""

import torch
from torch import Tensor


def greedy_decode(step_fn, h0: Tensor, max_len: int, bos: int = 1, eos: int = 2, pad: int = 0) -> tuple[Tensor, Tensor]:
    def rest(y: Tensor, h: Tensor, ended: Tensor, left: int) -> list[Tensor]:
        if left == 0 or ended.all():
            return []
        logits, h = step_fn(y, h)
        best = logits.argmax(dim=-1)
        column = torch.where(ended, torch.full_like(best, -1), best)
        return [column, *rest(best, h, ended | (best == eos), left - 1)]

    first = torch.full((h0.shape[0],), bos, device=h0.device)
    marked = torch.stack(rest(first, h0, first != first, max_len), dim=1)
    return torch.where(marked < 0, pad, marked), (marked >= 0).sum(dim=1)
