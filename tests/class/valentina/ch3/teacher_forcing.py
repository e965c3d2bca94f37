"""ch3 teacher forcing.  The input of the next step is chosen at the end of each step."""
import torch
from torch import Tensor


def run_decoder(step_fn, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    n_steps = dec_in.size(1)
    prev, hidden = dec_in[:, 0], h0
    all_logits = []
    for t in range(n_steps):
        logits, hidden = step_fn(prev, hidden)
        all_logits.append(logits)
        if t + 1 < n_steps:
            best = logits.max(dim=1).indices
            forced = use_teacher[:, t + 1]
            prev = forced * dec_in[:, t + 1] + ~forced * best
    return torch.stack(all_logits, 1)


def sample_coins(B: int, T: int, ratio: float, generator: torch.Generator, granularity: str = "token") -> Tensor:
    def toss(*shape):
        return torch.rand(*shape, generator=generator) < ratio

    if granularity == "token":
        return toss(B, T)
    if granularity == "sequence":
        return toss(T).unsqueeze(0).repeat(B, 1)
    if granularity == "step":
        return toss(B).unsqueeze(1).repeat(1, T)
    raise ValueError(granularity)
