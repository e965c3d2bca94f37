"""Only the sentences that go on are given to the decoder; their rows are indexed."""

import torch
from torch import Tensor


def greedy_decode(step_fn, h0: Tensor, max_len: int, bos: int = 1, eos: int = 2, pad: int = 0) -> tuple[Tensor, Tensor]:
    rows = torch.arange(len(h0), device=h0.device)
    lengths = torch.zeros_like(rows)
    y, h = torch.full_like(rows, bos), h0
    columns = []
    for _ in range(max_len):
        logits, h = step_fn(y, h)
        y = logits.argmax(dim=-1)
        columns.append(torch.full_like(lengths, pad).index_copy(0, rows, y))
        lengths = lengths.index_add(0, rows, torch.ones_like(rows))
        (keep,) = (y != eos).nonzero(as_tuple=True)
        rows, y, h = rows[keep], y[keep], h[keep]
        if len(rows) == 0:
            break
    return torch.stack(columns, dim=1), lengths
