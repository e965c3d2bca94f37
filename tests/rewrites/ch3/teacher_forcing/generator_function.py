"""A Python generator yields the logits of one step after the other."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

Step = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]


def steps(step_fn: Step, dec_in: Tensor, h: Tensor, use_teacher: Tensor) -> Iterator[Tensor]:
    own = dec_in[:, 0]
    for t, (target, teacher) in enumerate(zip(dec_in.unbind(1), use_teacher.unbind(1), strict=True)):
        logits, h = step_fn(own if t == 0 else torch.where(teacher, target, own), h)
        own = torch.argmax(logits, dim=1)
        yield logits


def run_decoder(step_fn: Step, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    return torch.stack(list(steps(step_fn, dec_in, h0, use_teacher))).transpose(0, 1)


def sample_coins(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    match granularity:
        case "token":
            size, shape = B * T, (B, T)
        case "step":
            size, shape = T, (1, T)
        case "sequence":
            size, shape = B, (B, 1)
        case _:
            raise ValueError(f"no granularity {granularity}")
    coins = torch.empty(size, device=generator.device).uniform_(generator=generator) < ratio
    return coins.view(shape).broadcast_to(B, T).contiguous()
