"""All max_len steps for all sentences; lengths by cumsum, the rest cut away afterwards."""

from collections.abc import Callable

import torch
from torch import Tensor


def greedy_decode(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    max_len: int,
    bos: int = 1,
    eos: int = 2,
    pad: int = 0,
) -> tuple[Tensor, Tensor]:
    y, h = torch.full((h0.size(0),), bos, device=h0.device), h0
    steps = []
    for _ in range(max_len):
        z, h = step_fn(y, h)
        y = z.max(dim=-1).indices
        steps.append(y)
    tokens = torch.stack(steps, dim=1)
    is_end = (tokens == eos).long()
    inside = is_end.cumsum(dim=1) - is_end == 0
    lengths = inside.sum(dim=1)
    return tokens.masked_fill(~inside, pad)[:, : int(lengths.max())], lengths
