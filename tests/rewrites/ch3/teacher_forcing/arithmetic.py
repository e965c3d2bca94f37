"""The mixture of the formula, in integers, and torch.bernoulli."""

import torch
from torch import Tensor


def run_decoder(step_fn, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    coins = use_teacher.long()
    z, h = step_fn(dec_in[:, 0], h0)
    logits = z[:, None]
    for t in range(1, dec_in.size(1)):
        k = coins[:, t]
        fed = k * dec_in[:, t] + (1 - k) * logits[:, -1].argmax(dim=-1)
        z, h = step_fn(fed, h)
        logits = torch.cat((logits, z[:, None]), dim=1)
    return logits


def sample_coins(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    if granularity not in {"token", "step", "sequence"}:
        raise ValueError("unknown granularity")
    probabilities = torch.full((B, T), float(ratio), device=generator.device)
    if granularity == "step":
        probabilities = probabilities[:1]
    if granularity == "sequence":
        probabilities = probabilities[:, :1]
    tossed = torch.bernoulli(probabilities, generator=generator)
    return (tossed * torch.ones(B, T, device=generator.device)).bool()
