"""Draws a number for every place and lets the first row or column decide for the others; inputs by masked_fill."""

import torch
from torch import Tensor


def choose(k: Tensor, target: Tensor, own: Tensor) -> Tensor:
    return target.masked_fill(~k, 0) + own.masked_fill(k, 0)


def run_decoder(step_fn, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    h, previous, kept = h0, None, []
    for k, target in zip(use_teacher.t(), dec_in.t()):
        previous, h = step_fn(target if previous is None else choose(k, target, previous.argmax(-1)), h)
        kept.append(previous)
    return torch.stack(kept, dim=1)


def sample_coins(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    coins = torch.rand((B, T), generator=generator, device=generator.device) < ratio
    rows, columns = torch.arange(B), torch.arange(T)
    if granularity == "step":
        rows = rows * 0
    elif granularity == "sequence":
        columns = columns * 0
    elif granularity != "token":
        raise ValueError(f"what is {granularity}?")
    return coins[rows[:, None], columns]
